
"use strict";
(function () {
  var form = document.querySelector(".filters");
  var results = Array.from(document.querySelectorAll("tbody.result"));
  var skipped = document.querySelector("details.skipped");
  var output = form.querySelector("output");
  var fields = Array.from(form.querySelectorAll("select"));
  var text = form.querySelector("input");

  function shown(result) {
    var words = text.value.trim().toLowerCase();
    return fields.every(function (field) {
      return field.value === "" || result.dataset[field.name] === field.value;
    }) && (words === "" || result.textContent.toLowerCase().includes(words));
  }

  function filter() {
    var filtering = text.value.trim() !== "" || fields.some(function (field) { return field.value !== ""; });
    results.forEach(function (result) { result.hidden = !shown(result); });
    var visible = results.filter(function (result) { return !result.hidden; });
    if (skipped) {
      var any = visible.some(function (result) { return skipped.contains(result); });
      skipped.hidden = filtering && !any;
      skipped.open = filtering && any;
    }
    output.textContent = visible.length + " of " + results.length + " results";
  }

  function openAll(open) {
    results.forEach(function (result) {
      if (!result.hidden && !(open && skipped && !skipped.open && skipped.contains(result))) {
        result.querySelector("details").open = open;
      }
    });
  }

  function openLinked() {
    var result = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!result || !result.classList.contains("result")) {
      return;
    }
    result.hidden = false;
    if (skipped && skipped.contains(result)) {
      skipped.hidden = false;
      skipped.open = true;
    }
    result.querySelector("details").open = true;
    result.scrollIntoView();
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

  form.hidden = false;
  document.querySelectorAll("button.copy").forEach(function (button) { button.hidden = false; });
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(filter, 0); });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (button && button.dataset.do) {
      openAll(button.dataset.do === "open");
    } else if (button && button.classList.contains("copy")) {
      copy(button);
    }
  });
  addEventListener("hashchange", openLinked);
  filter();
  openLinked();
})();
