import type { Filter } from './state';

/** Putting a filter again under its name keeps its creation time. */
export function putFilter(
  filters: Map<string, Filter>,
  { filterName, settings, creationTime }: Filter,
): void {
  const known = filters.get(filterName);
  filters.set(filterName, {
    filterName,
    settings,
    creationTime: known?.creationTime ?? creationTime,
  });
}
