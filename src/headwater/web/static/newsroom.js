(function () {
  "use strict";
  var root = document.documentElement;
  var button = document.getElementById("theme");
  button.disabled = false;
  button.addEventListener("click", function () {
    try { localStorage.setItem("headwater-colours", root.dataset.theme); } catch (refused) { /* not kept */ }
  });

  function say(words) { document.getElementById("status").textContent = words; }
  function part(url) {
    return fetch(url, { credentials: "same-origin" }).then(function (found) {
      if (!found.ok) { throw new Error(String(found.status)); }
      return found.text();
    }).then(function (text) { return new DOMParser().parseFromString(text, "text/html"); });
  }

  // On a telephone the sections are wider than the screen: the one that is open is brought into sight.
  var open = document.querySelector(".tabs [aria-current]");
  if (open) {
    var row = open.closest("ul");
    row.scrollLeft += open.getBoundingClientRect().left - row.getBoundingClientRect().left - 48;
  }

  // Search as you type: the list alone is fetched; without this the form does the same.
  var search = document.querySelector("form[data-live]");
  if (search) {
    var field = search.querySelector("input[type=search]");
    var results = document.getElementById("results");
    var browse = document.getElementById("browse");
    var turn = 0, waiting = 0;
    field.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(look, 180);
    });
    var look = function () {
      var words = field.value.trim(), mine = ++turn;
      if (!words) {
        results.replaceChildren();
        if (browse) { browse.hidden = false; results.hidden = true; }
        return;
      }
      part(search.dataset.live + "?part=results&q=" + encodeURIComponent(words)).then(function (page) {
        if (mine !== turn) { return; }
        results.replaceChildren.apply(results, Array.from(page.body.childNodes));
        results.hidden = false;
        if (browse) { browse.hidden = true; }
      }).catch(function () { if (mine === turn) { say("The search gave no answer."); } });
    };
  }

  // A footnote opens its page beside the brief, every sentence it rests on lit; without this it leads there.
  var reader = document.getElementById("reader");
  var from = null;
  function closeReader() {
    if (!reader || reader.hidden) { return; }
    reader.hidden = true;
    reader.replaceChildren();
    root.classList.remove("reading-beside");
    if (from) { from.focus({ preventScroll: true }); }
  }
  function openReader(link) {
    var group = link.dataset.group;
    var all = group ? Array.from(document.querySelectorAll('.note[data-group="' + group + '"]')) : [link];
    var lit = all.filter(function (note) { return note.pathname === link.pathname; });
    return part(link.pathname).then(function (page) {
      var article = document.importNode(page.querySelector("article.page"), true);
      var close = document.createElement("button");
      close.type = "button";
      close.className = "theme close";
      close.textContent = "Close";
      close.addEventListener("click", closeReader);
      var whole = document.createElement("a");
      whole.href = link.href;
      whole.textContent = "Open the page";
      var head = document.createElement("p");
      head.className = "reader-head";
      head.append(whole, close);
      reader.replaceChildren(head, article);
      reader.hidden = false;
      root.classList.add("reading-beside");
      from = link;
      lit.forEach(function (note) {
        var place = document.getElementById(note.hash.slice(1));
        if (!place) { return; }
        for (var at = place; at; at = at.parentElement) { if (at.tagName === "DETAILS") { at.open = true; } }
        place.classList.add("lit");
      });
      var first = document.getElementById(link.hash.slice(1));
      if (first) { reader.scrollTop = Math.max(0, first.getBoundingClientRect().top - reader.getBoundingClientRect().top - 120); }
      reader.focus({ preventScroll: true });
      say(lit.length === 1 ? "1 sentence lit" : lit.length + " sentences lit");
    });
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a.note");
    if (!link || !reader || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) { return; }
    if (link.pathname === location.pathname || link.origin !== location.origin) { return; }
    event.preventDefault();
    openReader(link).catch(function () { location.href = link.href; });
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { closeReader(); } });

  // Files dropped anywhere on the field are as good as chosen ones.
  var drop = document.querySelector("[data-drop]");
  if (drop) {
    var files = document.getElementById(drop.dataset.drop);
    var name = function () {
      var names = Array.from(files.files, function (file) { return file.name; });
      if (names.length) { document.getElementById("chosen").textContent = names.length + (names.length === 1 ? " file: " : " files: ") + names.slice(0, 8).join(", "); }
    };
    files.addEventListener("change", name);
    ["dragover", "dragenter"].forEach(function (kind) {
      drop.addEventListener(kind, function (event) { event.preventDefault(); drop.classList.add("over"); });
    });
    drop.addEventListener("dragleave", function () { drop.classList.remove("over"); });
    drop.addEventListener("drop", function (event) {
      event.preventDefault();
      drop.classList.remove("over");
      if (event.dataTransfer.files.length) { files.files = event.dataTransfer.files; name(); }
    });
  }

  // Pages as they are read.
  var lines = document.getElementById("read-lines");
  if (lines && window.EventSource) {
    lines.replaceChildren();
    var count = document.getElementById("read-count");
    var events = new EventSource(lines.dataset.events);
    events.addEventListener("read", function (event) {
      var item = document.createElement("li"), words = document.createElement("bdi");
      words.textContent = JSON.parse(event.data).address;
      item.append(words);
      lines.append(item);
      count.textContent = String(lines.children.length);
    });
    events.addEventListener("done", function () { events.close(); location.reload(); });
  }
})();
