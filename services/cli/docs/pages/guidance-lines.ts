import type { SubjectKind } from '../../../../shared/domain/subject';
import { guideIncident } from '../../../../shared/tampering/guidance/guide-incident';
import { questions } from '../../../../shared/tell/report/sections/what-to-do';

/** The subject of a guidance: a technique, or a row of deliveries. */
export interface Guided {
  readonly id: string;
  readonly subject: SubjectKind;
}

/** The guidance of an example, before anything has happened: caller and time are placeholders. */
export function guidanceLines({ id, subject }: Guided): readonly string[] {
  const guide = guideIncident({
    ...{ id: '<incident>', techniques: [id], windows: [] },
    ...{ subjectKey: `${subject}#`, subjectId: exampleOf(id, subject) },
    ...{ accountId: '111122223333', region: 'us-east-1' },
    ...{ openedAt: '<time>', lastSeenAt: '<time>' },
    evidence: { eventSource: '', eventName: '', actor: ACTOR },
  });
  if (!guide) return [];
  return [
    ...questions.map(([name, question]) => `- **${name}** ${inProse(guide[question])}`),
    '',
    '```sh',
    ...guide.commands.flatMap(({ why, command }) => [`# ${why}:`, command]),
    '```',
  ];
}

/** Markdown would take a placeholder for a tag. */
const inProse = (text: string): string => text.replace(/<[a-z -]+>/g, '`$&`');

const ACTOR = {
  ...{ type: 'AssumedRole', accessKeyId: 'ASIAEXAMPLEEXAMPLE01', chain: [] },
  principal: 'arn:aws:sts::111122223333:assumed-role/Admin/mallory',
} as const;

/** A technique on a rule, a bus or a queue of ours must not be shown with a role. */
function exampleOf(id: string, subject: SubjectKind): string {
  const part = subject === 'warden' ? PARTS.find(([pattern]) => pattern.test(id)) : undefined;
  return part?.[1] ?? EXAMPLES[subject];
}

const PARTS: readonly (readonly [RegExp, string])[] = [
  [/rule|targets/, 'arn:aws:events:us-east-1:111122223333:rule/trailwarden-forward'],
  [/bus/, 'arn:aws:events:us-east-1:222233334444:event-bus/trailwarden'],
  [/queue/, 'arn:aws:sqs:us-east-1:222233334444:trailwarden-signals'],
];

const EXAMPLES: Readonly<Record<SubjectKind, string>> = {
  trail: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
  'log-bucket': 'arn:aws:s3:::logs',
  bucket: 'arn:aws:s3:::shop-pictures',
  key: 'arn:aws:kms:us-east-1:333344445555:key/11111111-2222-4333-8444-555555555555',
  'log-group': 'arn:aws:logs:us-east-1:111122223333:log-group:trail',
  topic: 'arn:aws:sns:us-east-1:333344445555:trail-files',
  membership: 'arn:aws:organizations::999988887777:organization/o-exampleorg',
  'guard-rail':
    'arn:aws:organizations::999988887777:policy/o-exampleorg/service_control_policy/p-example0f0f',
  warden: 'arn:aws:iam::111122223333:role/trailwarden-guard',
};
