import type { PartsByKind, PartsOfKind } from '../domain/release';
import { ACCOUNT, partsAt, REGION } from '../domain/release';
import { same } from '../domain/same';
import { foretold, type PhysicalId, queueUrl, UNKNOWN } from './parts/foretold';
import { documentOf, objects, partOfResource } from './parts/part-of-resource';
import type { PseudoParameters } from './template/pseudo-parameters';
import { type Made, type ResolvedResource, resolveTemplate } from './template/resolve-template';
import type { Template } from './template/template';

/** A stack as it is deployed, in one place or in many. */
export interface Deployed {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  readonly stackTags?: Readonly<Record<string, string>>;
  /** Of resources that AWS names. */
  readonly physicalId?: PhysicalId;
}

/** The parts of ours that a stack has in a place, by ARN, as the observer reads them once it is deployed. */
export function partsIn(deployed: Deployed, place: PseudoParameters): PartsOfKind {
  const { template, parameters, stackTags = {}, physicalId } = deployed;
  const names = resolveTemplate({ template, parameters, place });
  const made = foretold(names, place, physicalId);
  const resources = resolveTemplate({ template, parameters, place, made });
  const policies = policiesBeside(resources, made);
  const parts = [...resources].flatMap(([id, resource]) => {
    const arn = String(made.attribute(id, 'Arn'));
    const boundary = String(resource.properties.PermissionsBoundary ?? '');
    const state = partOfResource(resource, {
      url: queueUrl(String(resource.properties.QueueName), place),
      policy: policies.get(String(made.ref(id))),
      boundaryText: policies.get(boundary),
      stackTags,
    });
    return state && GUARDED.test(arn) ? [[arn, state] as const] : [];
  });
  const [, lacking] = UNKNOWN.exec(JSON.stringify(parts)) ?? [];
  if (lacking) throw new Error(`The id that AWS gave ${lacking} has to be known first.`);
  return Object.fromEntries(parts);
}

/** Other roles and rules of ours do what nothing waits for: they are told of, and not put back. */
const GUARDED =
  /:rule\/(trailwarden\/trailwarden-(signals|attempts|ticks)|trailwarden-forward[^/]*)$|:event-bus\/trailwarden$|:sqs:[^:]*:[^:]*:trailwarden-(undelivered|signals|signals-dead-letters|attempts|ticks)$|:role\/trailwarden-(guard|spare|reader|responder|forwarder-[^/]*)$/;

/** The documents that have a resource of their own, by what `Ref` gives for what they are the policy of. */
function policiesBeside(
  resources: ReadonlyMap<string, ResolvedResource>,
  { ref }: Pick<Made, 'ref'>,
): ReadonlyMap<string, string> {
  const policies = new Map<string, string>();
  const statements = new Map<string, object[]>();
  for (const [id, { type, properties }] of resources) {
    const text = documentOf(properties.PolicyDocument) ?? '';
    if (type === 'AWS::SQS::QueuePolicy') {
      for (const queue of [properties.Queues].flat()) policies.set(String(queue), text);
    } else if (type === 'AWS::IAM::ManagedPolicy') {
      policies.set(String(ref(id)), text);
    } else if (type === 'AWS::Events::EventBusPolicy') {
      const name = String(properties.EventBusName);
      const [statement] = objects([properties.Statement]);
      const whole = { ...statement, Sid: String(properties.StatementId) };
      statements.set(name, [...(statements.get(name) ?? []), whole]);
    }
  }
  for (const [bus, Statement] of statements) {
    policies.set(bus, JSON.stringify({ Version: '2012-10-17', Statement }));
  }
  return policies;
}

interface Places {
  readonly regions: readonly string[];
  /** Accounts that have parts of their own: security, log archive, management. */
  readonly accountIds: readonly string[];
  /** What an account and Region has. */
  readonly partsOf: (place: { readonly accountId: string; readonly region: string }) => PartsOfKind;
}

/** The parts of a version in every place: those that are alike once, with placeholders for account and Region. */
export function partsByKind({ regions, accountIds, partsOf }: Places): PartsByKind {
  const kinds: Record<string, PartsOfKind> = {
    '*/*': partsOf({ accountId: ACCOUNT, region: REGION }),
  };
  for (const accountId of [ACCOUNT, ...accountIds]) {
    for (const region of [REGION, ...regions]) {
      const parts = partsOf({ accountId, region });
      if (same(parts, partsAt({ parts: kinds }, { accountId, region }))) continue;
      kinds[`${starred(accountId)}/${starred(region)}`] = parts;
    }
  }
  return kinds;
}

const starred = (name: string): string => (name === ACCOUNT || name === REGION ? '*' : name);
