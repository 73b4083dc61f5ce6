
"use strict";
(function () {
  var form = document.querySelector(".filters");
  var output = form.querySelector("output");
  var fold = form.elements.fold;
  var names = ["grade", "level", "party", "topic", "text"];
  var bodies = Array.from(document.querySelectorAll("table.matrix > tbody")).map(function (body) {
    var rows = Array.from(body.rows).slice(1).map(function (row) {
      var cells = Array.from(row.cells).slice(2);
      return {
        row: row,
        level: row.cells[1].textContent,
        party: row.dataset.party,
        text: row.cells[0].textContent.toLowerCase(),
        grades: cells.map(grade),
        cells: cells
      };
    });
    return { body: body, topic: body.dataset.topic, rows: rows, lines: [], open: {} };
  });

  /* A narrow cell has its word in the link's label, a wide one beside the symbol. */
  function grade(cell) {
    var link = cell.firstChild;
    return link ? link.getAttribute("aria-label") || link.textContent.slice(2) : "";
  }

  function wanted() {
    var filters = {};
    names.forEach(function (name) { filters[name] = form.elements[name].value.trim(); });
    filters.text = filters.text.toLowerCase();
    return filters;
  }

  function isShown(item, topic, filters) {
    return (!filters.topic || filters.topic === topic)
      && (!filters.level || filters.level === item.level)
      && (!filters.party || filters.party === item.party)
      && (!filters.grade || item.grades.indexOf(filters.grade) >= 0)
      && (!filters.text || item.text.indexOf(filters.text) >= 0 || topic.indexOf(filters.text) >= 0);
  }

  function line(group, key, section) {
    var row = document.createElement("tr");
    row.className = "fold";
    var head = document.createElement("th");
    head.scope = "row";
    var button = document.createElement("button");
    button.type = "button";
    button.dataset.key = key;
    button.setAttribute("aria-expanded", String(Boolean(section.open[key])));
    button.textContent = group.length + " checks with equal results";
    head.appendChild(button);
    row.appendChild(head);
    row.appendChild(document.createElement("td"));
    group[0].cells.forEach(function (cell) {
      var copy = document.createElement("td");
      copy.className = cell.className;
      if (cell.firstChild) {
        var sign = document.createElement("span");
        sign.setAttribute("role", "img");
        sign.setAttribute("aria-label", grade(cell));
        sign.textContent = cell.textContent;
        copy.appendChild(sign);
      }
      row.appendChild(copy);
    });
    return row;
  }

  /* Rows stay in the page; folding moves those of equal results together, beneath a line that stands for them. */
  function lay(section, shown) {
    section.lines.forEach(function (row) { row.remove(); });
    section.lines = [];
    var all = document.createDocumentFragment();
    var groups = new Map();
    section.rows.forEach(function (item) {
      item.row.hidden = true;
      item.row.classList.remove("folded");
    });
    shown.forEach(function (item) {
      var key = fold.checked ? item.grades.join(" ") : String(groups.size);
      groups.set(key, (groups.get(key) || []).concat(item));
    });
    groups.forEach(function (group, key) {
      var folding = group.length > 1;
      if (folding) {
        var row = line(group, key, section);
        section.lines.push(row);
        all.appendChild(row);
      }
      group.forEach(function (item) {
        item.row.hidden = folding && !section.open[key];
        item.row.classList.toggle("folded", folding);
        all.appendChild(item.row);
      });
    });
    section.rows.forEach(function (item) {
      if (item.row.parentNode === section.body && shown.indexOf(item) < 0) {
        all.appendChild(item.row);
      }
    });
    section.body.appendChild(all);
    section.body.hidden = shown.length === 0;
  }

  function show() {
    var filters = wanted();
    var count = 0;
    var total = 0;
    bodies.forEach(function (section) {
      var shown = section.rows.filter(function (item) { return isShown(item, section.topic, filters); });
      lay(section, shown);
      count += shown.length;
      total += section.rows.length;
    });
    document.querySelectorAll("main > section").forEach(function (section) {
      section.hidden = !section.querySelector("tbody:not([hidden])");
    });
    output.textContent = count === total ? total + " checks" : count + " of " + total + " checks";
  }

  function keep() {
    var parts = names.filter(function (name) { return form.elements[name].value.trim() !== ""; })
      .map(function (name) { return name + "=" + encodeURIComponent(form.elements[name].value.trim()); });
    if (!fold.checked) {
      parts.push("fold=no");
    }
    var hash = "#" + parts.join("&");
    if (hash === "#" && location.hash.indexOf("=") < 0) {
      return;
    }
    try {
      history.replaceState(null, "", hash);
    } catch (refused) {
      location.replace(hash);
    }
  }

  function restore() {
    var hash = location.hash.slice(1);
    if (hash !== "" && hash.indexOf("=") < 0) {
      return;
    }
    var values = new URLSearchParams(hash);
    names.forEach(function (name) { form.elements[name].value = values.get(name) || ""; });
    names.forEach(function (name) {
      // A value that this report does not have chooses nothing.
      if (form.elements[name].tagName === "SELECT" && form.elements[name].selectedIndex < 0) {
        form.elements[name].value = "";
      }
    });
    fold.checked = values.get("fold") !== "no";
    show();
  }

  function change() {
    keep();
    show();
  }

  form.hidden = false;
  form.addEventListener("input", change);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(change, 0); });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("tr.fold button");
    if (!button) {
      return;
    }
    var section = bodies.find(function (one) { return one.body === button.closest("tbody"); });
    var key = button.dataset.key;
    section.open[key] = !section.open[key];
    show();
    var again = Array.from(section.body.querySelectorAll("tr.fold button"))
      .find(function (one) { return one.dataset.key === key; });
    if (again) {
      again.focus();
    }
  });
  addEventListener("hashchange", restore);
  restore();
})();
