/** Which deliveries are listed. */

import { printable } from "../../../js/src/display/printable.js";
import { byId, el } from "../dom.js";
import { STATE_CHOICES } from "./states.js";

/** How long typing has to rest before a list is asked for, in milliseconds. */
const REST = 300;

const path = byId<HTMLSelectElement>("filter-path");
const state = byId<HTMLSelectElement>("filter-state");
const time = byId<HTMLSelectElement>("filter-time");
const text = byId<HTMLInputElement>("filter-text");
const from = byId<HTMLInputElement>("filter-from");
const before = byId<HTMLInputElement>("filter-before");

/** The filters, as the interface takes them. */
export interface Filters {
  readonly path: string;
  readonly state: string;
  readonly text: string;
  readonly from: number | undefined;
  readonly before: number | undefined;
}

/** Reads what is chosen now. */
export function readFilters(): Filters {
  const isBetween = time.value === "between";
  const seconds = isBetween || time.value === "" ? undefined : Number(time.value);
  return {
    path: path.value,
    state: state.value,
    text: text.value.trim(),
    from: isBetween ? timeOf(from) : seconds === undefined ? undefined : Date.now() - seconds * 1000,
    before: isBetween ? timeOf(before) : undefined,
  };
}

/** Returns whether anything is filtered, so that an empty list can say so. */
export const isFiltered = (): boolean => [path, state, time, text].some(({ value }) => value !== "");

/** The fields are local times by their type, and read as UTC by their labels. */
function timeOf({ value }: HTMLInputElement): number | undefined {
  const at = Date.parse(`${value}Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** Offers the routes, and keeps what was chosen of them. */
export function offerPaths(paths: readonly string[]): void {
  const options = [
    el("option", { value: "" }, "All"),
    ...paths.map((one) => el("option", { value: one }, printable(one))),
  ];
  const isSame = options.length === path.length && options.every((one, at) => one.isEqualNode(path[at] ?? null));
  if (isSame) return;
  const { value } = path;
  path.replaceChildren(...options);
  path.value = paths.includes(value) ? value : "";
}

/** Has `changed` called whenever a filter changes. */
export function startFilters(changed: () => void): void {
  state.append(...STATE_CHOICES.map(([label, states]) => el("option", { value: states }, label)));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const form = byId<HTMLFormElement>("filters");
  form.addEventListener("input", ({ target }) => {
    for (const id of ["from-field", "before-field"]) byId(id).hidden = time.value !== "between";
    clearTimeout(timer);
    timer = setTimeout(changed, target === text ? REST : 0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed();
  });
}

/** Forgets what was chosen. */
export function resetFilters(): void {
  byId<HTMLFormElement>("filters").reset();
  for (const id of ["from-field", "before-field"]) byId(id).hidden = true;
}
