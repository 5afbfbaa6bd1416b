// Before anything is painted: the colours a reader chose the last time.
(function () {
  "use strict";
  try {
    var theme = localStorage.getItem("headwater-colours");
    if (theme === "dark" || theme === "light") { document.documentElement.dataset.theme = theme; }
  } catch (refused) { /* a browser that keeps nothing follows the system */ }
})();
