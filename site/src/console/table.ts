/** A table that is updated in place. A row remains the same element, and the focus is kept. */

import { el } from "../dom.js";

/** A column: its title, and the content of a cell. The first column names the row. */
export interface Column<T> {
  readonly title: string;
  /** Whether the column contains numbers. */
  readonly isNumber?: boolean;
  readonly cell: (record: T) => readonly (Node | string | undefined)[];
}

/** The options of a table. */
export interface TableOptions<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  /** Returns a key that distinguishes a record from the others. */
  readonly keyOf: (record: T) => string;
  /** Performs the action of a button in a row. The attribute `data-action` of the button has the name of the action. */
  readonly act: (action: string, record: T) => void;
  /** Returns the text that is shown instead of a table without rows. */
  readonly empty: () => string;
}

export class Table<T> {
  readonly #options: TableOptions<T>;
  readonly #place: HTMLElement;
  readonly #body = el("tbody", { role: "rowgroup" });
  readonly #table: HTMLTableElement;
  readonly #rows = new Map<string, { readonly row: HTMLTableRowElement; record: T }>();

  constructor(place: HTMLElement, options: TableOptions<T>) {
    this.#options = options;
    this.#place = place;
    const titles = options.columns.map(({ title, isNumber }) =>
      el("th", { scope: "col", role: "columnheader", class: isNumber ? "number" : undefined }, title),
    );
    // On a phone, a row is laid out as a card. Without roles, a browser may then not treat it as a row.
    const head = el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...titles));
    this.#table = el("table", { role: "table", "aria-label": options.label }, head, this.#body);
    this.#body.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest<HTMLElement>("[data-action]") : null;
      const key = button?.closest("tr")?.dataset["key"];
      const found = key === undefined ? undefined : this.#rows.get(key);
      if (button?.dataset["action"] !== undefined && found !== undefined)
        options.act(button.dataset["action"], found.record);
    });
  }

  /** Shows records, in their order. */
  update(records: readonly T[]): void {
    const focused = focusIn(this.#body);
    const keys = records.map((record) => this.#options.keyOf(record));
    for (const [key, { row }] of this.#rows) {
      if (keys.includes(key)) continue;
      row.remove();
      this.#rows.delete(key);
    }
    let before: Element | null = this.#body.firstElementChild;
    for (const [at, record] of records.entries()) {
      const row = this.#rowOf(keys[at] ?? "", record);
      // Only rows that must move are moved, because moving removes the focus.
      if (row === before) before = before.nextElementSibling;
      else this.#body.insertBefore(row, before);
    }
    const content = records.length > 0 ? this.#table : el("p", { class: "empty" }, this.#options.empty());
    if (!content.isEqualNode(this.#place.firstElementChild)) this.#place.replaceChildren(content);
    if (focused !== undefined) restore(this.#rows.get(focused.key)?.row, focused.action);
  }

  #rowOf(key: string, record: T): HTMLTableRowElement {
    const { columns } = this.#options;
    const known = this.#rows.get(key);
    const cells = columns.map(({ title, isNumber, cell }, at) => {
      const attributes = { "data-title": title, class: isNumber ? "number" : undefined };
      const content = cell(record).filter((child) => child !== undefined);
      return at === 0
        ? el("th", { ...attributes, scope: "row", role: "rowheader" }, ...content)
        : el("td", { ...attributes, role: "cell" }, ...content);
    });
    if (known === undefined) {
      const row = el("tr", { role: "row", "data-key": key }, ...cells);
      this.#rows.set(key, { row, record });
      return row;
    }
    known.record = record;
    for (const [at, cell] of cells.entries()) {
      const old = known.row.cells[at];
      if (old !== undefined && !old.isEqualNode(cell)) old.replaceWith(cell);
    }
    return known.row;
  }
}

interface Focused {
  readonly key: string;
  readonly action: string;
}

/** Returns the row and the button that have the focus. */
function focusIn(body: Element): Focused | undefined {
  const { activeElement: at } = document;
  if (!(at instanceof HTMLElement) || !body.contains(at)) return undefined;
  const key = at.closest("tr")?.dataset["key"];
  return key === undefined ? undefined : { key, action: at.dataset["action"] ?? "" };
}

/** Restores the focus to the button, or to the first button of the row if the button no longer exists. */
function restore(row: HTMLTableRowElement | undefined, action: string): void {
  if (row === undefined || row.contains(document.activeElement)) return;
  const buttons = [...row.querySelectorAll("button")];
  (buttons.find((button) => button.dataset["action"] === action) ?? buttons[0])?.focus();
}
