(() => {
  const key = (cell, isNumber) => {
    const text = cell ? (cell.dataset.key || cell.textContent).trim() : '';
    if (text === '' || text === '–') return null;
    if (!isNumber) return text;
    const number = parseFloat(text.replace(/[^\d.eE+-]/g, ''));
    return Number.isNaN(number) ? null : number;
  };
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  for (const table of document.querySelectorAll('main table')) {
    const body = table.tBodies[0];
    if (!body || body.rows.length < 2) continue;
    const heads = [...table.tHead.rows[0].cells];
    for (const head of heads) {
      if (head.className === 's') continue;
      const at = head.cellIndex, isNumber = head.className === 'n';
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const was = head.getAttribute('aria-sort');
        const isDown = was ? was === 'ascending' : isNumber;
        for (const other of heads) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
        const rows = [...body.rows].map((row) => [key(row.cells[at], isNumber), row]);
        rows.sort(([one], [other]) => {
          // What is missing stays last, whichever way the rest goes.
          if (one === null || other === null) return (one === null) - (other === null);
          const by = isNumber ? one - other : order.compare(one, other);
          return isDown ? -by : by;
        });
        body.append(...rows.map(([, row]) => row));
      });
    }
  }
})();
