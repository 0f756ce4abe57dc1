import type { Incident } from '../../domain/incident';
import type { Fact } from './fact';

/**
 * The questions about the actor that could not be asked, and why: silence would pass for an answer. Questions about
 * contacts only where no contact was found; otherwise they are in the report, for the operator.
 */
export function unanswered({ lineage, contacts }: Pick<Incident, 'lineage' | 'contacts'>): Fact[] {
  const isUnknown = (contacts?.contacts ?? []).length === 0;
  const closed = (contacts?.asked ?? []).filter(({ kind }) => isUnknown && kind === 'obstacle');
  const why = [
    ...(lineage?.unread ?? []),
    ...closed.map((asked) => `Contacts by ${asked.source}: ${asked.why}`),
  ];
  if (why.length === 0) return [];
  const more = why.length > MOST ? [`and ${why.length - MOST} more`] : [];
  return [{ name: 'Not known', text: [...why.slice(0, MOST), ...more].join('\n') }];
}

const MOST = 4;
