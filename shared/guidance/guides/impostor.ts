import { contain } from '../containment';
import type { TechniqueGuide } from '../subject-guide';

/**
 * Somebody acted as a role of ours: on subjects of every kind, so it is said beside what is said of them. The subject is
 * put back like any other; what is left is the role that they got into.
 */
export const impostorGuide: TechniqueGuide = {
  did: 'was tampered with by somebody who had become a role of Trailwarden’s own',
  neverPlanned:
    'only Trailwarden acts as its roles, with keys that STS gave to it, and it was given none of these',
  rotate:
    'A session of the role lasts for an hour whatever its trust says by now: end it, after the exemption without which Trailwarden would take the policy that ends it off again.',
  look: ({ actor, accountId, partition, region, globalRegion }) => {
    const [, seen = ''] =
      /:assumed-role\/(trailwarden-[\w-]+)\//.exec(actor?.principal ?? '') ?? [];
    const role = seen || 'trailwarden-guard';
    const arn = `arn:${partition}:iam::${accountId}:role/${role}`;
    return [
      {
        why: `See who may assume ${role} now`,
        command: `aws iam get-role --role-name ${role} --query Role.AssumeRolePolicyDocument`,
      },
      {
        why: 'See how it differs from what it must be',
        command: `trailwarden baseline diff ${arn}`,
      },
      {
        why: 'Find who let others in',
        command: `aws cloudtrail lookup-events --region ${globalRegion} --lookup-attributes AttributeKey=EventName,AttributeValue=UpdateAssumeRolePolicy`,
      },
      {
        why: 'Find who assumed it: a call that the responder’s role in the security account did not make',
        command: `aws cloudtrail lookup-events --region ${region} --lookup-attributes AttributeKey=EventName,AttributeValue=AssumeRole`,
      },
      ...contain({ actors: [arn], region }).commands,
    ];
  },
};
