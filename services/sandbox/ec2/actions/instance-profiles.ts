import { isInput, texts } from '../../core/input';
import { ownOf } from '../../core/own-of';
import { type Call, Refusal, type World } from '../../core/service';
import { instanceProfiles } from '../../iam/instance-profiles';
import { ec2Action } from '../action';
import { type Filterable, filtered, pageOf } from '../describe';
import { instanceOfCall, requiredText } from '../find';
import { associateProfile, profileAssociationOf } from '../profiles';
import { wrapped } from '../record';
import { refuse } from '../refusals';
import { passedProfile } from '../run-input';
import { arnOf, ec2Of, type ProfileAssociation } from '../state';

/** [R] for AssociateIamInstanceProfile: parameters and answer stand in members named like the call. */
const inRecord = wrapped;

const invalidId = (id: string): Refusal =>
  new Refusal('InvalidAssociationID.NotFound', `An invalid association-id of '${id}' was given`);

function output(world: World, one: ProfileAssociation, State = 'associated') {
  const { id: AssociationId, instanceId: InstanceId, profileArn: Arn } = one;
  const Id = instanceProfiles(world).get(Arn)?.id;
  return { AssociationId, InstanceId, IamInstanceProfile: { Arn, Id }, State };
}

type Tagless = ProfileAssociation & { readonly tags: Map<string, string> };

const filters: Filterable<Tagless> = {
  'instance-id': ({ instanceId }) => [instanceId],
  state: () => ['associated'],
};

export const describeIamInstanceProfileAssociations = ec2Action({
  ...inRecord,
  handle: (call, world) => {
    const all = ownOf(call, ec2Of(world).profiles);
    const ids = texts(call.input, 'AssociationIds');
    const missing = ids.find((id) => !all.some((one) => one.id === id));
    if (missing !== undefined) throw invalidId(missing);
    const named = all.filter(({ id }) => ids.length === 0 || ids.includes(id));
    const tagless = named.map((one) => ({ ...one, tags: new Map<string, string>() }));
    const { items, NextToken } = pageOf(call, filtered(world, call, tagless, filters));
    return { IamInstanceProfileAssociations: items.map((one) => output(world, one)), NextToken };
  },
});

const onInstance = (call: Call) => arnOf(call, 'instance', String(call.input.InstanceId));

/** The instance of the association that a call names; `*` where there is none. */
function instanceOfAssociation(call: Call, world: World): string {
  const found = ec2Of(world).profiles.get(String(call.input.AssociationId));
  return arnOf(call, 'instance', found?.instanceId ?? '*');
}

export const associateIamInstanceProfile = ec2Action({
  ...inRecord,
  resource: onInstance,
  handle: (call, world) => {
    const instance = instanceOfCall(call, world);
    const profileArn = profileOfCall(call, world);
    if (profileAssociationOf(world, instance.id)) {
      throw refuse.incorrectState(`There is an existing association for instance ${instance.id}`);
    }
    const made = associateProfile(world, instance, profileArn);
    return { IamInstanceProfileAssociation: output(world, made, 'associating') };
  },
});

export const disassociateIamInstanceProfile = ec2Action({
  ...inRecord,
  resource: instanceOfAssociation,
  made: () => [],
  handle: (call, world) => {
    const found = associationOfCall(call, world);
    ec2Of(world).profiles.delete(found.id);
    return { IamInstanceProfileAssociation: output(world, found, 'disassociating') };
  },
});

/** The association gets another id. */
export const replaceIamInstanceProfileAssociation = ec2Action({
  ...inRecord,
  resource: instanceOfAssociation,
  made: () => [],
  handle: (call, world) => {
    const found = associationOfCall(call, world);
    const profileArn = profileOfCall(call, world);
    const { instances, profiles } = ec2Of(world);
    const instance = instances.get(found.instanceId);
    if (instance === undefined) throw invalidId(found.id);
    profiles.delete(found.id);
    const made = associateProfile(world, instance, profileArn);
    return { IamInstanceProfileAssociation: output(world, made, 'associating') };
  },
});

function associationOfCall(call: Call, world: World): ProfileAssociation {
  const id = requiredText(call.input, 'AssociationId');
  const found = ownOf(call, ec2Of(world).profiles).find((one) => one.id === id);
  if (found) return found;
  throw invalidId(id);
}

function profileOfCall(call: Call, world: World): string {
  const profileArn = passedProfile(world, call);
  if (isInput(call.input.IamInstanceProfile) && profileArn !== undefined) return profileArn;
  throw refuse.missingParameter('IamInstanceProfile');
}
