import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { subjectKinds } from '../../shared/domain/subject';
import { allTechniques } from '../../shared/tampering/catalogue';
import { reportDrills } from '../../shared/tampering/reported/catalogue';
import { anEnvelope, aRecord } from '../builders/an-envelope';
import { CORPUS } from '../core/corpus';
import { drillPlace, enveloped, recordOf } from '../reports/here';

const CASES = join(__dirname, '../../../shared/cases/replay');

/**
 * What the queue really holds: the event of each technique and of each row's drill, every kind of check, and,
 * where those folders are, public records and the cases that failed.
 */
export const realMessages = (): readonly string[] => [
  ...ofTechniques(),
  ...reportDrills(drillPlace).map(({ drill }) => JSON.stringify(enveloped(recordOf(drill)))),
  ...checks(),
  ...filesIn(CORPUS).flatMap(recordsIn),
  ...filesIn(CASES).flatMap(recordsIn),
];

function ofTechniques(): readonly string[] {
  return allTechniques.flatMap(({ events }) =>
    Object.entries(events).flatMap(([eventSource, names]) =>
      names.map((eventName) =>
        JSON.stringify(anEnvelope({ detail: aRecord({ eventSource, eventName }) })),
      ),
    ),
  );
}

const checks = (): readonly string[] => {
  const check = { trailwarden: 'check', id: 'c', by: 'sweep', region: 'us-east-1' };
  const accountId = '111122223333';
  return [
    { ...check, accountId },
    { ...check, accountId, also: ['eu-west-1'], heartbeat: true },
    { ...check, accountId, kinds: subjectKinds },
  ].map((one) => JSON.stringify(one));
};

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.jsonl?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Each line, or the whole file, as the detail of an event. A detail need not be a record. */
function recordsIn(path: string): readonly string[] {
  const content = readFileSync(path, 'utf8');
  const documents = path.endsWith('.json') ? [content] : content.split('\n').filter(Boolean);
  return documents.map((text) => {
    const found = JSON.parse(text) as { readonly record?: object };
    // As if it had come from the account that has a trail here: most of it is refused at once otherwise.
    const detail = {
      eventID: 'event',
      ...(found.record ?? found),
      recipientAccountId: '111122223333',
    };
    return JSON.stringify(anEnvelope({ detail }));
  });
}
