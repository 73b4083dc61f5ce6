
"use strict";
(function () {
  var root = document.documentElement;
  var toggle = document.querySelector("button.theme");
  var system = matchMedia("(prefers-color-scheme: dark)");

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
  }

  function showTheme() {
    toggle.setAttribute("aria-pressed", String(isDark()));
  }

  function turn() {
    var theme = isDark() ? "light" : "dark";
    root.dataset.theme = theme;
    try {
      localStorage.setItem("plimsoll-theme", theme);
    } catch (denied) {
      // It lasts as long as the page then.
    }
    showTheme();
  }

  function linked() {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (malformed) {
      return null;
    }
  }

  function openLinked() {
    var target = linked();
    var around = target && target.closest("details");
    if (around && !around.open) {
      around.open = true;
      target.scrollIntoView();
    }
  }

  function openAll(button) {
    var all = Array.from(button.closest("section").querySelectorAll("details"));
    var open = all.some(function (one) { return !one.open; });
    all.forEach(function (one) { one.open = open; });
  }

  function select(element) {
    var range = document.createRange();
    range.selectNodeContents(element);
    var selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function copy(button) {
    var code = button.closest(".curl").querySelector("code");
    function done() {
      button.textContent = "Copied";
      setTimeout(function () { button.textContent = "Copy"; }, 2000);
    }
    function byHand() {
      select(code);
      if (document.execCommand("copy")) {
        done();
      }
    }
    if (navigator.clipboard) {
      navigator.clipboard.writeText(code.textContent).then(done, byHand);
    } else {
      byHand();
    }
  }

  toggle.hidden = false;
  toggle.addEventListener("click", turn);
  system.addEventListener("change", showTheme);
  showTheme();
  document.querySelectorAll("button.copy, button.all").forEach(function (button) { button.hidden = false; });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (button && button.classList.contains("copy")) {
      copy(button);
    } else if (button && button.classList.contains("all")) {
      openAll(button);
    }
  });
  addEventListener("beforeprint", function () {
    document.querySelectorAll("main details").forEach(function (one) { one.open = true; });
  });
  addEventListener("hashchange", openLinked);
  openLinked();
})();
