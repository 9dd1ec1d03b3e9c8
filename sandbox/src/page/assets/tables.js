// Data tables: sorted by a click on a head, filtered by words, shown page by page. What somebody chose is kept here, and
// laid over the table again when the page was drawn anew.

/** What somebody chose for a table. */
const chosen = new WeakMap();

const stateOf = (table) => {
  if (!chosen.has(table)) chosen.set(table, { column: null, down: false, page: 0 });
  return chosen.get(table);
};

const cell = (row, column) => row.cells[column];
const words = (row, column) => cell(row, column)?.textContent.trim() ?? '';

function compare(head, column) {
  const numeric = head.cells[column]?.hasAttribute('data-numeric');
  const value = (row) => Number(cell(row, column)?.dataset.value);
  return numeric ? (a, b) => value(a) - value(b) : (a, b) => words(a, column).localeCompare(words(b, column));
}

function lay(table) {
  const { column, down, page } = stateOf(table);
  const [head] = table.querySelector('thead').rows;
  const body = table.querySelector('tbody');
  const rows = [...body.rows];
  if (column !== null) {
    const by = compare(head, column);
    const sorted = rows.toSorted((a, b) => (down ? by(b, a) : by(a, b)));
    if (sorted.some((row, index) => row !== rows[index])) body.append(...sorted);
  }
  for (const [index, cell] of [...head.cells].entries()) {
    const order = down ? 'descending' : 'ascending';
    if (index === column) cell.setAttribute('aria-sort', order);
    else cell.removeAttribute('aria-sort');
  }
  const wanted = table.querySelector('[data-table-filter]')?.value.trim().toLocaleLowerCase() ?? '';
  const fits = [...body.rows].filter((row) => row.textContent.toLocaleLowerCase().includes(wanted));
  const size = Number(table.dataset.table);
  const pages = Math.max(1, Math.ceil(fits.length / size));
  const now = Math.min(page, pages - 1);
  const shown = new Set(fits.slice(now * size, (now + 1) * size));
  for (const row of body.rows) row.hidden = !shown.has(row);
  const told = table.querySelector('[data-pages]');
  if (!told) return;
  const [word, of] = told.dataset.pages.split('|');
  told.textContent = `${word} ${now + 1} ${of} ${pages}`;
  for (const button of table.querySelectorAll('[data-page]')) {
    const to = now + Number(button.dataset.page);
    button.disabled = to < 0 || to >= pages;
  }
}

/** Lays all tables out as somebody left them. */
export const decorate = () => document.querySelectorAll('[data-table]').forEach(lay);

export function wire() {
  document.addEventListener('click', (event) => {
    const table = event.target.closest('[data-table]');
    const [head, turn] = ['[data-sort]', '[data-page]'].map((kind) => event.target.closest(kind));
    if (!table || !(head || turn)) return;
    const state = stateOf(table);
    if (head) {
      const column = Number(head.dataset.sort);
      Object.assign(state, { down: state.column === column && !state.down, column, page: 0 });
    } else {
      state.page = Math.max(0, state.page + Number(turn.dataset.page));
    }
    lay(table);
  });
  document.addEventListener('input', (event) => {
    if (!event.target.matches('[data-table-filter]')) return;
    const table = event.target.closest('[data-table]');
    stateOf(table).page = 0;
    lay(table);
  });
}
