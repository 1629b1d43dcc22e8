/** The filters for the list of deliveries. */

import { printable } from "../../../js/src/display/printable.js";
import { byId, el } from "../dom.js";
import { STATE_CHOICES } from "./states.js";

/** The time without typing after which a list is requested, in milliseconds. */
const REST = 300;

const path = byId<HTMLSelectElement>("filter-path");
const state = byId<HTMLSelectElement>("filter-state");
const time = byId<HTMLSelectElement>("filter-time");
const text = byId<HTMLInputElement>("filter-text");
const from = byId<HTMLInputElement>("filter-from");
const before = byId<HTMLInputElement>("filter-before");

/** The filters, in the form that the interface requires. */
export interface Filters {
  readonly path: string;
  readonly state: string;
  readonly text: string;
  readonly from: number | undefined;
  readonly before: number | undefined;
}

/** Reads the current filters. */
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

/** Returns whether any filter is set, so that an empty list can name the filters as the reason. */
export const isFiltered = (): boolean => [path, state, time, text].some(({ value }) => value !== "");

/** Parses the time in a field. The type of the field is local time, but its label says UTC. */
function timeOf({ value }: HTMLInputElement): number | undefined {
  const at = Date.parse(`${value}Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** Offers the routes, and keeps the chosen route if it still exists. */
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

/** Calls `changed` whenever a filter changes. */
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

/** Resets the filters. */
export function resetFilters(): void {
  byId<HTMLFormElement>("filters").reset();
  for (const id of ["from-field", "before-field"]) byId(id).hidden = true;
}
