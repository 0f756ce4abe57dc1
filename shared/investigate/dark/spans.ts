import type { Span } from '../../domain/dark';

/**
 * Arithmetic of time on whole seconds, both ends included: what is to be read, less what was read. No
 * cursor is kept anywhere, because what is covered says where to go on.
 *
 *   wanted     ●━━━━━━━━━━━━━━━━━━━━━●        ●━━━━━━━●
 *   covered            ●━━━━━●
 *   left       ●━━━━━━●      ●━━━━━━━●        ●━━━━━━━●
 */
export function subtract(wanted: readonly Span[], covered: readonly Span[]): readonly Span[] {
  return covered.reduce<readonly Span[]>(
    (left, gone) => left.flatMap((span) => without(span, gone)),
    unite(wanted),
  );
}

/** Disjoint, oldest first; spans that touch are one. */
export function unite(spans: readonly Span[]): readonly Span[] {
  const united: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.from.localeCompare(other.from))) {
    const last = united.at(-1);
    if (last && span.from <= secondAfter(last.to)) {
      united[united.length - 1] = { from: last.from, to: later(last.to, span.to) };
    } else if (span.from <= span.to) united.push(span);
  }
  return united;
}

/** The part of the spans that lies between these times. */
export const within = (spans: readonly Span[], { from, to }: Span): readonly Span[] =>
  spans
    .map((span) => ({ from: later(span.from, from), to: earlier(span.to, to) }))
    .filter((span) => span.from <= span.to);

/** The second in which this time lies, as CloudTrail writes it. */
export const secondOf = (at: string | number | Date): string =>
  `${new Date(Math.floor(new Date(at).getTime() / 1_000) * 1_000).toISOString().slice(0, 19)}Z`;

export const secondAfter = (at: string): string => secondOf(Date.parse(at) + 1_000);
export const secondBefore = (at: string): string => secondOf(Date.parse(at) - 1_000);

const later = (one: string, other: string): string => (one > other ? one : other);
const earlier = (one: string, other: string): string => (one < other ? one : other);

const without = (span: Span, gone: Span): readonly Span[] =>
  gone.to < span.from || gone.from > span.to
    ? [span]
    : [
        { from: span.from, to: secondBefore(gone.from) },
        { from: secondAfter(gone.to), to: span.to },
      ].filter(({ from, to }) => from <= to);
