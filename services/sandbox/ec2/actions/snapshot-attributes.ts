import { type Input, inputs, isInput, optionalText, texts } from '../../core/input';
import { type Call, Refusal } from '../../core/service';
import { ec2Action } from '../action';
import { requestKeys } from '../conditions';
import { findSnapshot, requiredText } from '../find';
import { refuse } from '../refusals';
import { arnOf, type Snapshot } from '../state';
import { ownKey } from '../volumes';

const resource = (call: Call) => arnOf(call, 'snapshot', String(call.input.SnapshotId));

/** Whom the call adds and takes away: accounts, and the group `all`. */
function changesOf({ input }: Call): { readonly add: Whom; readonly remove: Whom } {
  const written = input.CreateVolumePermission;
  if (isInput(written))
    return { add: whom(inputs(written, 'Add')), remove: whom(inputs(written, 'Remove')) };
  const named = [...texts(input, 'UserIds'), ...texts(input, 'GroupNames')];
  const isRemoval = optionalText(input, 'OperationType') === 'remove';
  return isRemoval ? { add: [], remove: named } : { add: named, remove: [] };
}

type Whom = readonly string[];

const whom = (items: readonly Input[]): Whom =>
  items.map(({ UserId, Group }) => String(UserId ?? Group));

/** Not when AWS's own key encrypts it: no one else can use that. [R] */
export const modifySnapshotAttribute = ec2Action({
  resource,
  conditions: (call) => {
    const { add, remove } = changesOf(call);
    const accounts = (some: Whom) => {
      const found = some.filter((one) => one !== 'all');
      return found.length > 0 ? found : undefined;
    };
    return {
      ...requestKeys(call),
      'ec2:Add/group': add.includes('all') ? 'all' : undefined,
      'ec2:Add/userId': accounts(add),
      'ec2:Remove/group': remove.includes('all') ? 'all' : undefined,
      'ec2:Remove/userId': accounts(remove),
    };
  },
  parameters: (call) => {
    const { add, remove } = changesOf(call);
    return {
      snapshotId: call.input.SnapshotId,
      attributeType: 'CREATE_VOLUME_PERMISSION',
      createVolumePermission: {
        ...(add.length > 0 && { add: { items: add.map(recordedOne) } }),
        ...(remove.length > 0 && { remove: { items: remove.map(recordedOne) } }),
      },
    };
  },
  handle: (call, world) => {
    const snapshot = findSnapshot(world, call, requiredText(call.input, 'SnapshotId'));
    const { add, remove } = changesOf(call);
    const strange = add.find((one) => one !== 'all' && !/^\d{12}$/.test(one));
    if (strange !== undefined) {
      throw new Refusal('InvalidUserID.Malformed', `Invalid user id: "${strange}"`);
    }
    if (add.length > 0) refuseUnshareable(snapshot, add);
    for (const one of add) snapshot.sharedWith.add(one);
    for (const one of remove) snapshot.sharedWith.delete(one);
    return undefined;
  },
});

const recordedOne = (one: string) => (one === 'all' ? { group: one } : { userId: one });

function refuseUnshareable(snapshot: Snapshot, add: Whom): void {
  if (snapshot.encrypted && snapshot.kmsKeyArn === ownKey(snapshot)) {
    throw refuse.notPermitted('Encrypted snapshots with EBS default key cannot be shared');
  }
  if (snapshot.encrypted && add.includes('all')) {
    throw refuse.notPermitted('Encrypted snapshots cannot be shared publicly');
  }
}

export const describeSnapshotAttribute = ec2Action({
  resource,
  handle: (call, world) => {
    const { id, sharedWith } = findSnapshot(world, call, requiredText(call.input, 'SnapshotId'));
    if (requiredText(call.input, 'Attribute') === 'productCodes') {
      return { SnapshotId: id, ProductCodes: [] };
    }
    return {
      SnapshotId: id,
      CreateVolumePermissions: [...sharedWith].map((one) =>
        one === 'all' ? { Group: one } : { UserId: one },
      ),
    };
  },
});
