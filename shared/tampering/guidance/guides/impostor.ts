import { contain } from '../containment';
import type { TechniqueGuide } from '../subject-guide';

/**
 * An attacker acted as a role of ours. That is possible on subjects of every kind, so it is added to the guide of each.
 * The subject is put back like any other; the role that the attacker got into is left for a person.
 */
export const impostorGuide: TechniqueGuide = {
  did: 'was tampered with by an attacker who had become a role of Trailwarden’s own',
  neverPlanned:
    'only Trailwarden acts as its roles, and STS did not give it the keys of these calls',
  rotate:
    'A session of the role lasts for an hour, also after its trust was put right: end it. First declare the exemption below, or Trailwarden takes the policy that ends the session off again.',
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
