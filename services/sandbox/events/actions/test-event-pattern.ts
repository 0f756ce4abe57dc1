import type { Action } from '../../core/service';
import { requiredText } from '../input';
import { matchesPattern } from '../pattern/matches-pattern';
import { readPattern } from '../put-rule';
import { refuse } from '../refusals';

export const testEventPatternAction: Action = {
  readOnly: true,
  resource: () => '*',
  handle: ({ input }) => {
    const pattern = readPattern(requiredText(input, 'EventPattern'));
    return { Result: matchesPattern(pattern, readEvent(requiredText(input, 'Event'))) };
  },
};

function readEvent(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse.invalid('Parameter Event is not valid.');
  }
}
