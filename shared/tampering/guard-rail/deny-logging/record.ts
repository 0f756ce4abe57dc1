import { field, fields, text, texts } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { covers, readPolicy } from '../../../record/policy';
import { protects } from '../../../record/protected';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { asked, inOrganization } from '../../membership/in-organization';
import { each, rowsOf } from '../../records/rows-of';
import { policyIds } from '../on-guard-rail';
import { denyLogging } from './told';

/** Denied by no guard-rail with good reason: it keeps logging from being turned on, or files from being written. */
const NEEDED = [
  'cloudtrail:StartLogging',
  's3:PutObject',
  'kms:GenerateDataKey',
  'sts:AssumeRole', // how we come into an account
  'events:PutEvents', // how we hear of it
];

function denies({ request, response }: LogRecord, _: unknown, target: string): Effect {
  const content = field(request, 'content') ?? field(response, 'policy', 'content');
  const statements = (readPolicy(content) ?? []).filter((one) => field(one, 'Effect') === 'Deny');
  const denied = NEEDED.filter((action) => statements.some((one) => keepsOut(one, action)));
  if (denied.length > 0) return harm(`Policy ${target} denies ${denied.join(', ')}.`);
  return statements.some(bindsOurs) ? harm(`Policy ${target} binds the guard's own roles.`) : none;
}

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

const onAccount = rowsOf({
  source: 'organizations.amazonaws.com',
  subject: 'accounts',
  targets: asked('targetId'),
});

export const denyLoggingRecords = [
  inOrganization((record) => {
    const name = text(field(record.request, 'name'));
    const [id] = policyIds(record);
    // By its id an attachment is recognised that comes later.
    return [name && id ? `${name} (${id})` : (name ?? id)].flatMap((one) => one ?? []);
  })(denyLogging, each(['CreatePolicy', 'UpdatePolicy'], denies)),
  onAccount(denyLogging, {
    AttachPolicy: (record, { subjects }, target) => {
      const [id] = policyIds(record);
      return protects(subjects.policies, policyIds(record), record)
        ? none
        : unclear(
            `${id ? `Policy ${id}, which is not on the list,` : 'A policy that is not on the list'} was attached to ${target}.`,
          );
    },
  }),
];
