import { field, text, texts } from '../../../record/json';
import { harm, none, type Row, unclear } from '../../../record/row';

const region = ({ request }: { readonly request?: unknown }): readonly string[] =>
  texts(field(request, 'regionName'));

/** Regions, landing zones and the root of member accounts. */
export const account: readonly Row[] = [
  {
    id: 'ACC-01',
    title: 'Enable a Region that is not guarded yet',
    class: 'direct',
    events: { 'account.amazonaws.com': ['EnableRegion'] },
    targets: region,
    effect: (_record, _known, target) =>
      harm(`Region ${target} was enabled; no rule of ours is there yet.`),
  },
  {
    id: 'ACC-02',
    title: 'Disable a guarded Region',
    class: 'dual-use',
    subject: 'regions',
    events: { 'account.amazonaws.com': ['DisableRegion'] },
    targets: region,
    effect: (_record, _known, target) => harm(`Region ${target}, which is guarded, was disabled.`),
  },
  {
    id: 'ORG-10',
    title: 'Take central logging out of the landing zone',
    class: 'direct',
    events: {
      'controltower.amazonaws.com': [
        'UpdateLandingZone',
        'DeleteLandingZone',
        'DisableControl',
        'DisableBaseline',
      ],
    },
    targets: ({ request }) =>
      ['landingZoneIdentifier', 'controlIdentifier', 'enabledBaselineIdentifier'].flatMap((name) =>
        texts(field(request, name)),
      ),
    effect: ({ eventName, request }, _known, target) => {
      if (eventName === 'DeleteLandingZone') return harm(`Landing zone ${target} was deleted.`);
      if (eventName === 'DisableBaseline') return harm(`Baseline ${target} was disabled.`);
      if (eventName === 'DisableControl') {
        return CONTROLS.test(target) ? harm(`Control ${target} was disabled.`) : none;
      }
      const logging = field(request, 'manifest', 'centralizedLogging');
      if (logging === undefined)
        return unclear(
          `Landing zone ${target} was updated; the record does not hold its manifest.`,
        );
      const enabled = field(logging, 'enabled');
      return enabled === false || enabled === 'false'
        ? harm(`Landing zone ${target} has central logging off.`)
        : none;
    },
  },
  {
    id: 'ORG-11',
    title: 'Unlock a bucket as the root of its account',
    class: 'dual-use',
    subject: 'accounts',
    events: { 'sts.amazonaws.com': ['AssumeRoot'] },
    // AssumeRoot is recorded as a read, as all of STS is.
    marksAsRead: true,
    targets: ({ request }) => texts(field(request, 'targetPrincipal')),
    effect: ({ request }, _known, target) => {
      const policy = field(request, 'taskPolicyArn');
      const task = text(policy) ?? text(field(policy, 'arn')) ?? '';
      return task.endsWith('S3UnlockBucketPolicy')
        ? harm(`The root of account ${target} was assumed to unlock a bucket.`)
        : none;
    },
  },
  {
    id: 'ORG-11',
    title: 'Let the organization act as the root of its accounts',
    class: 'direct',
    events: {
      'iam.amazonaws.com': [
        'EnableOrganizationsRootCredentialsManagement',
        'EnableOrganizationsRootSessions',
      ],
    },
    targets: ({ accountId }) => (accountId ? [accountId] : []),
    // A hardening step too; what it is can only be told by who uses it.
    effect: () =>
      unclear(
        'Central root access was turned on: a hardening step, or the way to a locked bucket.',
      ),
  },
];

/** Controls that protect CloudTrail, its bucket or the rules. Newer identifiers are opaque and tell nothing. */
const CONTROLS = /CLOUDTRAIL|CLOUDWATCH_EVENTS|AUDIT_BUCKET|LOG_GROUP_POLICY|CT_AUDIT/i;
