import { field, list, text } from '../../../record/json';
import { type Known, knownTrail } from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, harm, none } from '../../../record/row';
import { onTrail } from '../on-trail';
import { changeTags } from './technique';

function changesTags(record: LogRecord, known: Known, target: string): Effect {
  const tags = knownTrail({ ...record, request: { name: target } }, known)?.tags;
  const sent = list(field(record.request, 'tagsList'));
  const keys = sent.map((one) => text(field(one, 'key')) ?? '');
  const removes = record.eventName === 'RemoveTags';
  if (!tags)
    return removes
      ? harm(`Tags ${keys.join(', ') || '(unnamed)'} were removed from ${target}.`)
      : none;
  const hit = sent.filter((one, index) => {
    const before = tags[keys[index] ?? ''];
    return before !== undefined && (removes || before !== field(one, 'value'));
  });
  return hit.length > 0
    ? harm(`Tags of ${target} that its baseline has were ${removes ? 'removed' : 'changed'}.`)
    : none;
}

export const changeTagsRecords = [onTrail(changeTags, changesTags)];
