import type { Filter, LogGroup } from './state';

/** A filter as the Describe calls answer it. */
export function filterOutput(group: LogGroup, { settings, creationTime }: Filter) {
  return { ...settings, logGroupName: group.name, creationTime };
}

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
