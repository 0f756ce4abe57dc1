import type { Incident } from '../../shared/domain/incident';
import { anIncident } from './an-incident';

const KEY = 'ASIAEXAMPLEEXAMPLE01';
const ROLE = 'arn:aws:sts::111122223333:assumed-role/Admin/mallory';

/** The same, after everything about it was found out: a person, two accounts, the events of the gap. */
export const fullIncident = (different: Partial<Incident> = {}): Incident =>
  anIncident({
    acknowledged: true,
    acknowledgement: {
      as: 'not-me',
      by: 'arn:aws:sts::444455556666:assumed-role/Admin/alice',
      at: '2026-11-21T21:10:00.000Z',
      note: 'I was asleep.',
    },
    lineage: {
      links: [
        {
          kind: 'session',
          principal: ROLE,
          accountId: '111122223333',
          at: '2026-11-21T20:41:02Z',
          evidence: { source: 'incident', eventId: '6f1e2d3c-0000-4000-8000-000000000001' },
          certainty: 'certain',
          why: 'The call was made in this session.',
        },
        {
          kind: 'session',
          principal: 'arn:aws:sts::444455556666:assumed-role/Deployer/mallory',
          accountId: '444455556666',
          at: '2026-11-21T20:40:11Z',
          evidence: { source: 'Event history', eventId: '6f1e2d3c-0000-4000-8000-000000000002' },
          certainty: 'likely',
          why: 'AssumeRole was called with a key of this session.',
        },
        {
          kind: 'identity-center',
          principal: 'alice@example.com',
          evidence: { source: 'Event history', eventId: '6f1e2d3c-0000-4000-8000-000000000003' },
          certainty: 'certain',
          why: 'IAM Identity Center started the session for this user.',
        },
      ],
      ends: 'human',
      why: 'A person signed in through IAM Identity Center.',
      human: {
        name: 'alice@example.com',
        kind: 'identity-center',
        email: 'alice@example.com',
        certainty: 'certain',
        why: 'AWS wrote the user down with the session.',
      },
      unread: ['Account 777788889999 did not let us read its Event history.'],
    },
    contacts: {
      contacts: [
        {
          person: 'Alice Example',
          address: 'alice@example.com',
          channel: 'email',
          source: 'identity-store',
          why: 'The address of the user.',
        },
      ],
      asked: [
        { source: 'identity-store', kind: 'found', why: 'DescribeUser gave an address.' },
        { source: 'account-tag', kind: 'not-asked', why: 'A person was found before.' },
      ],
    },
    dark: {
      window: { from: '2026-11-21T20:49:50.000Z', to: '2026-11-21T20:51:55.000Z' },
      marginMinutes: 15,
      recovered: true,
      events: 14,
      byActor: {
        events: 9,
        refused: 1,
        principals: [{ name: ROLE, events: 9 }],
        calls: [
          { name: 'iam:CreateAccessKey', events: 1 },
          { name: 's3:PutBucketPolicy', events: 2 },
        ],
      },
      byOthers: { events: 2, refused: 0, principals: [], calls: [] },
      byService: { events: 2, refused: 0, principals: [], calls: [] },
      byWarden: { events: 1, refused: 0, principals: [], calls: [] },
      first: '2026-11-21T20:49:51Z',
      last: '2026-11-21T20:51:50Z',
      risky: [
        {
          kind: 'credentials',
          why: 'A new key: a way back in.',
          by: 'actor',
          event: {
            id: '6f1e2d3c-0000-4000-8000-000000000004',
            at: '2026-11-21T20:50:31Z',
            accountId: '111122223333',
            region: 'us-east-1',
            source: 'iam.amazonaws.com',
            name: 'CreateAccessKey',
            principal: ROLE,
            accessKeyId: KEY,
            byService: false,
          },
        },
      ],
      riskyEvents: 3,
      notRecoverable: ['Data events: Event history has none.'],
      manifest: { bucket: 'evidence', key: 'inc/manifest.json', sha256: 'ab'.repeat(32) },
      at: '2026-11-21T21:20:00.000Z',
    },
    timeline: [
      ...anIncident().timeline,
      {
        at: '2026-11-21T21:10:00.000Z',
        kind: 'acknowledged',
        text: 'not-me, by alice: I was asleep.',
      },
    ],
    ...different,
  });
