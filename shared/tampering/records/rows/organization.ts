import { field, fields, text, texts } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { covers, readPolicy } from '../../../record/policy';
import { protects } from '../../../record/protected';
import {
  type DualUseRow,
  type Effect,
  harm,
  none,
  type OpenRow,
  type Row,
  unclear,
} from '../../../record/row';

const ORGANIZATIONS = 'organizations.amazonaws.com';

/** Services whose access matters to CloudTrail or to the warden itself. */
const OURS =
  /^(cloudtrail|member\.org\.stacksets\.cloudformation|stacksets\.cloudformation)\.amazonaws\.com$/;
const ADJACENT =
  /^(guardduty|config|config-multiaccountsetup|securityhub|detective|macie|access-analyzer)\.amazonaws\.com$/;

const asked =
  (name: string) =>
  ({ request, serviceEvent, accountId }: LogRecord): readonly string[] => {
    const said =
      text(field(request, name)) ??
      text(field(serviceEvent, name)) ??
      text(field(serviceEvent, 'closeAccountStatus', name));
    return said ? [said] : name === 'accountId' && accountId ? [accountId] : [];
  };

const open = (
  head: Pick<OpenRow, 'id' | 'title'>,
  names: readonly string[],
  rest: Pick<OpenRow, 'targets' | 'effect'>,
): OpenRow => ({ ...head, class: 'direct', events: { [ORGANIZATIONS]: names }, ...rest });

const always =
  (sentence: (target: string) => string): Row['effect'] =>
  (_record, _known, target) =>
    harm(sentence(target));

const access =
  (sentence: (service: string) => string): Row['effect'] =>
  ({ request }) => {
    const service = text(field(request, 'servicePrincipal'));
    if (!service) return unclear('Access of some AWS service to the organization was taken away.');
    if (OURS.test(service)) return harm(sentence(service));
    return ADJACENT.test(service)
      ? { kind: 'harm', sentence: sentence(service), adjacent: true }
      : none;
  };

/** How an account left: AWS has spelled field and value in two ways each. [D] launch note, newer SDK text */
const departure = ({ serviceEvent }: LogRecord): string =>
  (text(serviceEvent.departedMethod) ?? text(serviceEvent.departureMethod) ?? 'LEFT').toUpperCase();

const departed = (id: string, title: string, matching: (how: string) => boolean): OpenRow =>
  open({ id, title }, ['AccountDepartedOrganization'], {
    targets: asked('accountId'),
    effect: (record, _known, target) =>
      matching(departure(record))
        ? harm(`Account ${target} is out of the organization (${departure(record)}).`)
        : none,
  });

/** Accepting a handshake takes an account into another organization only when it was an invitation. */
function accepts({ request, response }: LogRecord): Effect {
  const action = text(field(response, 'handshake', 'action')) ?? text(field(request, 'action'));
  return action === undefined || action === 'INVITE'
    ? harm('The account accepted an invitation into an organization.')
    : none;
}

const TYPES = new Set(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY']);

export const membership: readonly Row[] = [
  open({ id: 'ORG-01', title: 'Take trusted access away' }, ['DisableAWSServiceAccess'], {
    targets: asked('servicePrincipal'),
    effect: access((service) => `${service} has no access to the organization any more.`),
  }),
  open({ id: 'ORG-02', title: 'Leave the organization' }, ['LeaveOrganization'], {
    targets: asked('accountId'),
    effect: always((account) => `Account ${account} left the organization and its trail.`),
  }),
  departed('ORG-02', 'Leave the organization', (how) => !/REMOVED|CLEANED|TRANSFERRED/.test(how)),
  departed('ORG-03', 'Remove an account from the organization', (how) => how === 'REMOVED'),
  departed('ORG-04', 'Take an account into another organization', (how) => how === 'TRANSFERRED'),
  departed('ORG-08', 'Close an account or the organization', (how) => how === 'CLEANED'),
  open(
    { id: 'ORG-03', title: 'Remove an account from the organization' },
    ['RemoveAccountFromOrganization'],
    {
      targets: asked('accountId'),
      effect: always((account) => `Account ${account} was removed from the organization.`),
    },
  ),
  open({ id: 'ORG-04', title: 'Take an account into another organization' }, ['AcceptHandshake'], {
    targets: ({ accountId }) => (accountId ? [accountId] : []),
    effect: accepts,
  }),
  open({ id: 'ORG-05', title: 'Turn a kind of guard-rail off' }, ['DisablePolicyType'], {
    targets: asked('policyType'),
    effect: ({ request }) => {
      const type = text(field(request, 'policyType'));
      if (!type) return unclear('A kind of policy was turned off; the record does not say which.');
      return TYPES.has(type)
        ? harm(`${type} is off: every such policy is detached, for good.`)
        : none;
    },
  }),
  open(
    { id: 'ORG-08', title: 'Close an account or the organization' },
    ['CloseAccount', 'CloseAccountResult', 'DeleteOrganization'],
    {
      targets: asked('accountId'),
      effect: ({ eventName }, _known, target) =>
        harm(
          eventName === 'DeleteOrganization'
            ? 'The organization was deleted.'
            : `Account ${target} was closed.`,
        ),
    },
  ),
  open(
    { id: 'CT-13', title: 'Change who administers CloudTrail' },
    ['RegisterDelegatedAdministrator'],
    {
      targets: asked('accountId'),
      effect: (record, { subjects }, target) =>
        text(field(record.request, 'servicePrincipal')) !== 'cloudtrail.amazonaws.com' ||
        protects(subjects.delegatedAdministrators, [target], record)
          ? none
          : harm(`Account ${target} may now rewrite every organization trail.`),
    },
  ),
  open(
    { id: 'ORG-09', title: 'Take delegated rights away' },
    ['DeregisterDelegatedAdministrator'],
    {
      targets: asked('accountId'),
      effect: access((service) => `An account no longer administers ${service}.`),
    },
  ),
  open(
    { id: 'ORG-09', title: 'Take delegated rights away' },
    ['DeleteResourcePolicy', 'PutResourcePolicy'],
    {
      targets: () => ['the organization'],
      // AWS hides its content: HIDDEN_DUE_TO_SECURITY_REASONS.
      effect: ({ eventName }) =>
        eventName === 'DeleteResourcePolicy'
          ? harm("The organization's delegation policy was deleted.")
          : unclear("The organization's delegation policy was replaced; its content is hidden."),
    },
  ),
];

const policyIds = ({ request, response }: LogRecord): readonly string[] =>
  [
    text(field(request, 'policyId')),
    text(field(response, 'policy', 'policySummary', 'id')),
    text(field(response, 'policy', 'policySummary', 'arn')),
  ].flatMap((one) => one ?? []);

const guardRail: DualUseRow = {
  id: 'ORG-05',
  title: 'Loosen a guard-rail',
  class: 'dual-use',
  subject: 'policies',
  events: { [ORGANIZATIONS]: ['DetachPolicy', 'UpdatePolicy', 'DeletePolicy'] },
  targets: policyIds,
  effect: ({ eventName }, _known, target) => {
    if (eventName === 'UpdatePolicy') return unclear(`Guard-rail ${target} was rewritten.`);
    return harm(
      `Guard-rail ${target} was ${eventName === 'DetachPolicy' ? 'detached' : 'deleted'}.`,
    );
  },
};

/** Denied by no guard-rail with good reason: it keeps logging from being turned on, or files from being written. */
const NEEDED = [
  'cloudtrail:StartLogging',
  's3:PutObject',
  'kms:GenerateDataKey',
  'sts:AssumeRole', // how we come into an account
  'events:PutEvents', // how we hear of it
];

const hostile: OpenRow = open(
  { id: 'ORG-06', title: 'Deny what logging needs' },
  ['CreatePolicy', 'UpdatePolicy'],
  {
    targets: (record) => {
      const name = text(field(record.request, 'name'));
      const [id] = policyIds(record);
      // By its id an attachment is recognised that comes later.
      return [name && id ? `${name} (${id})` : (name ?? id)].flatMap((one) => one ?? []);
    },
    effect: ({ request, response }, _known, target) => {
      const content = field(request, 'content') ?? field(response, 'policy', 'content');
      const statements = (readPolicy(content) ?? []).filter(
        (one) => field(one, 'Effect') === 'Deny',
      );
      const denied = NEEDED.filter((action) => statements.some((one) => keepsOut(one, action)));
      if (denied.length > 0) return harm(`Policy ${target} denies ${denied.join(', ')}.`);
      return statements.some(bindsOurs)
        ? harm(`Policy ${target} binds the guard's own roles.`)
        : none;
    },
  },
);

/**
 * A Deny with conditions is how guard-rails spare the roles that may, one with NotAction closes Regions,
 * one for single resources guards those, and one of everything is a quarantine: none of them is aimed at us.
 */
const keepsOut = (statement: unknown, action: string): boolean => {
  const { NotAction, Action, Resource } = fields(statement);
  const conditions = Object.keys(fields(field(statement, 'Condition'))).length;
  if (NotAction !== undefined || conditions > 0 || texts(Action).includes('*')) return false;
  return (Resource === undefined || texts(Resource).includes('*')) && covers(statement, action);
};

/**
 * One that is aimed at us: our roles are whom it binds, or, with no one excepted, what it closes. A guard-rail names
 * them in a condition that excepts them. An SCP and an RCP alike: principals stand in the one's conditions.
 */
function bindsOurs(statement: unknown): boolean {
  const { Principal, Resource, Condition } = fields(statement);
  const asked = Object.entries(fields(Condition));
  const named = asked.filter(([operator]) => !/not/i.test(operator)).map(([, keys]) => keys);
  if (OUR_ROLE.test(JSON.stringify([Principal ?? '', named]))) return true;
  return asked.length === 0 && texts(Resource).some((one) => OUR_ROLE.test(one));
}

const OUR_ROLE = /(?:role|assumed-role)\/trailwarden/;

const attached: DualUseRow = {
  id: 'ORG-06',
  title: 'Attach a foreign policy to a protected account',
  class: 'dual-use',
  subject: 'accounts',
  events: { [ORGANIZATIONS]: ['AttachPolicy'] },
  targets: asked('targetId'),
  effect: (record, { subjects }, target) => {
    const [id] = policyIds(record);
    return protects(subjects.policies, policyIds(record), record)
      ? none
      : unclear(
          `${id ? `Policy ${id}, which is not on the list,` : 'A policy that is not on the list'} was attached to ${target}.`,
        );
  },
};

const moved: DualUseRow = {
  id: 'ORG-07',
  title: 'Move an account out of its unit',
  class: 'dual-use',
  subject: 'accounts',
  events: { [ORGANIZATIONS]: ['MoveAccount'] },
  targets: ({ request }) => [text(field(request, 'accountId'))].flatMap((one) => one ?? []),
  effect: ({ request }, _known, target) =>
    harm(
      `Account ${target} was moved to ${text(field(request, 'destinationParentId')) ?? 'another unit'}.`,
    ),
};

export const organization: readonly Row[] = [...membership, guardRail, hostile, attached, moved];
