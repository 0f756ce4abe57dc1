import { inputs, optionalText, texts } from '../core/input';
import { pageAt } from '../core/page';
import { type Call, Refusal, type World } from '../core/service';
import { stringLike } from '../iam/condition-operator';
import { isId, type Kind, refuse } from './refusals';
import type { Ec2Resource } from './state';

type Values = readonly (string | undefined)[];

/** What can be filtered by, beside the tags: the filter's name and the values that a resource has for it. */
export type Filterable<T> = Readonly<Record<string, (one: T, world: World) => Values>>;

interface Listing<T> {
  readonly kind: Kind;
  /** The member that names some by id. */
  readonly ids: string;
  readonly all: Iterable<T>;
  readonly filters: Filterable<T>;
  /** Ids of zeros are malformed where AWS says so. */
  readonly isMalformed?: (id: string) => boolean;
}

/** A page of those that a call asks for. Refuses ids of nothing, unknown filters and a bad page. */
export function listed<T extends Ec2Resource>(
  world: World,
  call: Call,
  { kind, ids, all, filters, isMalformed }: Listing<T>,
): { readonly items: readonly T[]; readonly NextToken: string | undefined } {
  const known = [...all];
  const named = texts(call.input, ids);
  for (const id of named) {
    if (!isId(kind, id) || isMalformed?.(id)) throw refuse.malformed(kind, id);
    if (!known.some((one) => one.id === id)) throw refuse.notFound(kind, id);
  }
  const wanted = known.filter(({ id }) => named.length === 0 || named.includes(id));
  return pageOf(call, filtered(world, call, wanted, filters));
}

/** Those of which every filter of the call holds. */
export function filtered<T extends Pick<Ec2Resource, 'tags'>>(
  world: World,
  call: Call,
  all: readonly T[],
  filters: Filterable<T>,
): readonly T[] {
  const { input } = call;
  checkFilters(call, filters);
  const asked = inputs(input, 'Filters').map(
    (one) => [String(one.Name), texts(one, 'Values')] as const,
  );
  return all.filter((one) =>
    asked.every(([name, patterns]) =>
      valuesOf(world, one, name, filters).some((value) =>
        patterns.some((pattern) => value !== undefined && stringLike(value, pattern)),
      ),
    ),
  );
}

function valuesOf<T extends Pick<Ec2Resource, 'tags'>>(
  world: World,
  one: T,
  name: string,
  filters: Filterable<T>,
): Values {
  if (name.startsWith('tag:')) return [one.tags.get(name.slice(4))];
  if (name === 'tag-key') return [...one.tags.keys()];
  const known = Object.hasOwn(filters, name) ? filters[name] : undefined;
  return known?.(one, world) ?? [];
}

/** Refuses a filter that is not known, before anything is looked at. */
function checkFilters({ input }: Call, filters: Filterable<never>): void {
  for (const { Name } of inputs(input, 'Filters')) {
    const name = String(Name);
    if (name.startsWith('tag:') || name === 'tag-key' || Object.hasOwn(filters, name)) continue;
    throw refuse.invalidValue(`The filter '${name}' is invalid`);
  }
}

/** A thousand at a time, or as many as the call wants. */
export function pageOf<T>({ input }: Call, all: readonly T[]) {
  const size = Number(optionalText(input, 'MaxResults') ?? 1000);
  if (!(size >= 5)) {
    throw refuse.invalidValue(
      `Value ( ${size} ) for parameter maxResults is invalid. Expecting a value greater than 5.`,
    );
  }
  const token = optionalText(input, 'NextToken');
  const invalid = () => new Refusal('InvalidNextToken', 'The token is invalid.');
  const { items, next } = pageAt(all, { token, size: Math.min(size, 1000), invalid });
  return { items, NextToken: next };
}

export const tagsOutput = (tags: ReadonlyMap<string, string>) =>
  [...tags].map(([Key, Value]) => ({ Key, Value }));
