import { optionalText, textReader } from '../core/input';
import { recordedQuery } from '../core/recorded-query';
import { type Action, type Call, Refusal, type World } from '../core/service';
import type { ConditionContext } from '../iam/condition-keys';
import { type TargetGroup, targetGroups } from './state';

const validation = (message: string) => new Refusal('ValidationError', message);

/** AWS's codes and sentences; without a mark they are recorded, see FIDELITY.md. */
export const refuse = {
  notFound: () => new Refusal('TargetGroupNotFound', 'One or more target groups not found'),
  nameTaken: (name: string) =>
    new Refusal(
      'DuplicateTargetGroupName',
      `A target group with the same name '${name}' exists, but with different settings`,
    ),
  /** [U] */
  missing: (name: string) => validation(`'${name}' must be specified`),
  /** [U] */
  invalidTarget: (ids: readonly string[]) =>
    new Refusal(
      'InvalidTarget',
      `The following targets are not in a running state and cannot be registered: '${ids.join("', '")}'`,
    ),
};

export const requiredText = textReader(refuse.missing);

export const arnOfCall = ({ input }: Call): string => requiredText(input, 'TargetGroupArn');

export function groupOfCall(call: Call, world: World): TargetGroup {
  const found = targetGroups(world).get(arnOfCall(call));
  if (found === undefined || found.accountId !== call.accountId) throw refuse.notFound();
  return found;
}

/** Authorization and record of what changes one group. */
export const onGroup = {
  resource: arnOfCall,
  conditionsOf: (arn, _call, world) => tagKeys(targetGroups(world).get(arn)?.tags),
  record: ({ input }) => ({ requestParameters: recordedQuery(input) }),
} satisfies Partial<Action>;

function tagKeys(tags: ReadonlyMap<string, string> = new Map()): ConditionContext {
  const of = (prefix: string) => [...tags].map(([key, value]) => [`${prefix}${key}`, value]);
  const families = ['aws:ResourceTag/', 'elasticloadbalancing:ResourceTag/'];
  return {
    ...Object.fromEntries(families.map((family) => [family, undefined])),
    ...Object.fromEntries(families.flatMap(of)),
  };
}

export function numberOf(input: Call['input'], name: string): number | undefined {
  const text = optionalText(input, name);
  return text === undefined ? undefined : Number(text);
}
