(function () {
  'use strict';
  const root = document.documentElement;
  const rows = JSON.parse(document.getElementById('rows').textContent);

  function element(name, text, parent) {
    const made = document.createElement(name);
    made.textContent = text;
    if (parent) parent.append(made);
    return made;
  }

  // a mark under the pointer, or near it: lines are thin
  const near = [[0, 0], [0, -3], [0, 3], [-3, 0], [3, 0], [0, -6], [0, 6], [-6, 0], [6, 0]];
  function mark(event) {
    for (const [right, down] of near) {
      const at = document.elementFromPoint(event.clientX + right, event.clientY + down);
      const found = at && at.closest('[data-trial]');
      if (found) return found;
    }
    return null;
  }

  // the name of a seed, at once where a browser's own words take their time
  const tip = element('div', '', document.body);
  tip.id = 'tip';
  tip.hidden = true;
  const names = new WeakMap();
  for (const drawn of document.querySelectorAll('figure [data-trial] > title')) {
    names.set(drawn.parentNode, drawn.textContent);
    drawn.parentNode.setAttribute('aria-label', drawn.textContent);
    drawn.remove();
  }
  let lit = null;
  function light(found) {
    if (lit) lit.classList.remove('lit');
    lit = found;
    if (lit) lit.classList.add('lit');
    tip.hidden = !lit;
  }
  document.addEventListener('pointermove', (event) => {
    const found = event.target.closest && event.target.closest('figure svg') ? mark(event) : null;
    if (found !== lit) light(found);
    if (!found) return;
    tip.textContent = names.get(found);
    tip.style.left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 4) + 'px';
    tip.style.top = Math.max(event.clientY - 30, 4) + 'px';
  });
  root.addEventListener('pointerleave', () => light(null));

  // the row of a trial, and what trains it again
  const card = element('aside', '', document.body);
  card.id = 'row';
  card.hidden = true;
  function show(found) {
    const row = rows.rows[found.dataset.trial];
    card.replaceChildren();
    card.hidden = !row;
    if (!row) return;
    const close = element('button', 'close', card);
    close.addEventListener('click', () => { card.hidden = true; });
    element('strong', names.get(found), card);
    const list = element('dl', '', card);
    rows.names.forEach((name, i) => {
      if (row[i] === '') return;
      const pair = element('div', '', list);
      element('dt', name, pair);
      element('dd', row[i], pair);
    });
    const own = row[rows.names.length];
    if (own === undefined) return;
    element('p', 'To train it again, in a checkout:', card);
    element('pre', rows.before + own + rows.after, card);
  }
  document.addEventListener('click', (event) => {
    if (!event.target.closest('figure svg')) return;
    const found = mark(event);
    if (found) show(found);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') card.hidden = true;
  });

  // tables by a column, and of some rows
  function number(text) {
    const found = /[-+]?\d+(\.\d+)?(e[-+]?\d+)?/i.exec(text.replace('\u2212', '-'));
    return found ? Number(found[0]) : NaN;
  }
  function order(column, words, way) {
    return (a, b) => {
      const [one, two] = [a, b].map((row) => row.cells[column].textContent);
      if (words) return way * one.localeCompare(two, 'en', { numeric: true });
      const [x, y] = [one, two].map(number);
      if (isNaN(x) || isNaN(y)) return isNaN(x) - isNaN(y); // what has no value is last
      return way * (x - y);
    };
  }
  for (const table of document.querySelectorAll('.wide table')) {
    const body = table.tBodies[0];
    if (body.rows.length < 2) continue;
    for (const head of table.tHead.rows[0].cells) {
      if (!head.textContent) continue;
      head.tabIndex = 0;
      const sort = () => {
        const way = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
        for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', way > 0 ? 'ascending' : 'descending');
        const words = head.classList.contains('word');
        body.append(...[...body.rows].sort(order(head.cellIndex, words, way)));
      };
      head.addEventListener('click', sort);
      head.addEventListener('keydown', (event) => { if (event.key === 'Enter') sort(); });
    }
    if (body.rows.length < 5) continue;
    const filter = document.createElement('input');
    filter.type = 'search';
    filter.placeholder = 'rows with these words';
    filter.setAttribute('aria-label', 'show rows with these words');
    filter.addEventListener('input', () => {
      const wanted = filter.value.toLowerCase().split(/\s+/);
      for (const row of body.rows) {
        const text = [...row.cells].map((cell) => cell.textContent.toLowerCase());
        row.hidden = !wanted.every((word) => text.some((cell) => cell.includes(word)));
      }
    });
    table.parentNode.before(filter);
  }

  // a page that is written again, unless its reader is in the middle of something
  const every = Number(root.dataset.every);
  if (every) {
    setInterval(() => {
      const busy = lit || !card.hidden || [...document.querySelectorAll('input')].some((i) => i.value);
      if (!busy) location.reload();
    }, every * 1000);
  }
  root.classList.add('live');
})();
