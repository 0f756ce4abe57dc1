import type { SubjectMemory } from '../domain/memory';
import type { Signal } from '../domain/signal';
import type { Parts, Subject } from '../domain/subject';
import { suspected, techniques } from '../tampering/catalogue';

/**
 * What a look has to read beyond the cheap parts. Every read is a record in the member's trail and a tenth of a
 * second of its quota, so an event makes us read only what its techniques judge. A check reads everything, and so
 * does a first sight, which may become the baseline. While an incident is not whole every look reads everything:
 * otherwise a look that never read the damage would end it.
 */
export function partsToRead(
  subject: Subject,
  signals: readonly Signal[],
  memory: SubjectMemory | undefined,
): Parts {
  const all = techniques[subject.kind];
  const everything =
    !memory?.baseline ||
    memory.owedSince !== undefined ||
    /open|escalated/.test(memory.episode?.state ?? '') ||
    signals.some((signal) => signal.kind === 'check');
  const inQuestion = everything
    ? all
    : all.filter((technique) =>
        signals.some(
          (signal) => signal.kind === 'event' && suspected(signal.evidence).includes(technique),
        ),
      );
  return withoutUnkept(new Set(inQuestion.flatMap(({ parts }) => parts)), memory);
}

/**
 * A baseline from before the text of boundaries was read holds none, so no text is judged. Its account may have an
 * older stack, whose roles may not read the text.
 */
export function withoutUnkept(parts: Parts, memory: SubjectMemory | undefined): Parts {
  const state = memory?.baseline?.state;
  if (!state || 'boundaryText' in state) return parts;
  return new Set([...parts].filter((part) => part !== 'boundaryText'));
}
