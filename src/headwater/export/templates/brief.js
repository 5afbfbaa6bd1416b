(function () {
  "use strict";
  var root = document.documentElement;
  var button = document.getElementById("theme");
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
  }
  function nameButton() {
    button.textContent = isDark() ? "Light" : "Dark";
    button.setAttribute("aria-label", "Switch to " + (isDark() ? "light" : "dark") + " colours");
    button.setAttribute("aria-pressed", String(isDark()));
  }
  button.hidden = false;
  button.addEventListener("click", function () {
    root.dataset.theme = isDark() ? "light" : "dark";
    nameButton();
  });
  dark.addEventListener("change", nameButton);
  nameButton();

  function each(nodes, act) { Array.prototype.forEach.call(nodes, act); }
  function clear(name) {
    each(document.querySelectorAll("." + name), function (node) { node.classList.remove(name); });
  }
  // A footnote lights every sentence its sentence rests on, not only the one it jumps to.
  function lightGroup(group) {
    clear("lit");
    if (!group) { return; }
    var count = 0;
    each(document.querySelectorAll('.note[data-group="' + group + '"]'), function (note) {
      var place = document.getElementById(note.getAttribute("href").slice(1));
      if (place && !place.classList.contains("lit")) { place.classList.add("lit"); count += 1; }
    });
    var told = document.getElementById(group);
    if (told) { told.classList.add("lit"); }
    document.getElementById("status").textContent = count === 1 ? "1 sentence lit" : count + " sentences lit";
  }
  // A place inside a folded part is opened before it is jumped to.
  function unfold(id) {
    var place = id && document.getElementById(id);
    for (var at = place; at; at = at.parentElement) {
      if (at.tagName === "DETAILS") { at.open = true; }
    }
  }
  // Sentences that go back to one sentence light up together.
  function lightSame(sentence) {
    clear("joined");
    if (!sentence) { return; }
    each(document.querySelectorAll('[data-same="' + sentence.dataset.same + '"]'), function (node) {
      node.classList.add("joined");
    });
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest('a[href^="#"]');
    if (!link) { return; }
    unfold(link.getAttribute("href").slice(1));
    if (link.dataset.group) { lightGroup(link.dataset.group); }
  });
  document.addEventListener("mouseover", function (event) {
    lightSame(event.target.closest("[data-same]"));
  });
  document.addEventListener("focusin", function (event) {
    lightSame(event.target.closest("[data-same]"));
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { clear("lit"); clear("joined"); }
  });
  window.addEventListener("beforeprint", function () {
    each(document.querySelectorAll("details"), function (part) { part.open = true; });
  });
  unfold(location.hash.slice(1));
})();
