
"use strict";
(function () {
  // Before anything is drawn. A page from disk may have no storage.
  try {
    var theme = localStorage.getItem("plimsoll-theme");
    if (theme === "dark" || theme === "light") {
      document.documentElement.dataset.theme = theme;
    }
  } catch (denied) {
    return;
  }
})();
