
"use strict";
(function () {
  function openLinked() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var step = target && target.closest("details.step");
    if (step) {
      step.open = true;
      target.scrollIntoView();
    }
  }

  function copy(button) {
    var code = button.closest(".curl").querySelector("code");
    function done() {
      button.textContent = "Copied";
      setTimeout(function () { button.textContent = "Copy"; }, 2000);
    }
    function byHand() {
      var range = document.createRange();
      range.selectNodeContents(code);
      var selection = getSelection();
      selection.removeAllRanges();
      selection.addRange(range);
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

  document.querySelectorAll("button.copy").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { copy(button); });
  });
  addEventListener("hashchange", openLinked);
  openLinked();
})();
