import { recordSpelling } from '../../cloudtrail/record';
import { actionsOn } from '../../core/make-action';
import { partitionOf } from '../../core/partition';
import type { Action, Call, World } from '../../core/service';
import { optionalText, pageOf, policyText, requiredText, tagsOf } from '../input';
import { refuse } from '../refusals';
import type { Destination } from '../state';

const onDestination = actionsOn({ resource: destinationArnOfCall }, destinationOfCall);

function destinationArnOfCall({ region, accountId, input }: Call): string {
  return `arn:${partitionOf(region)}:logs:${region}:${accountId}:destination:${requiredText(input, 'destinationName')}`;
}

function destinationOfCall(call: Call, world: World): Destination {
  const found = world.logs.destinations.get(destinationArnOfCall(call));
  if (found === undefined) throw refuse.destinationNotFound();
  return found;
}

function renderDestination({ accountId: _owner, tags: _tags, ...shown }: Destination) {
  return shown;
}

/** Puts it anew over one of the same name, whose access policy stays. */
export const putDestination: Action = {
  resource: destinationArnOfCall,
  handle: (call, world) => {
    const arn = destinationArnOfCall(call);
    const known = world.logs.destinations.get(arn);
    const destination: Destination = {
      arn,
      accountId: call.accountId,
      destinationName: requiredText(call.input, 'destinationName'),
      targetArn: requiredText(call.input, 'targetArn'),
      roleArn: requiredText(call.input, 'roleArn'),
      creationTime: known?.creationTime ?? world.now().getTime(),
      tags: new Map([...(known?.tags ?? []), ...tagsOf(call.input)]),
      ...(known?.accessPolicy !== undefined && { accessPolicy: known.accessPolicy }),
    };
    world.logs.destinations.set(arn, destination);
    return { destination: renderDestination(destination) };
  },
  record: (_call, output) => ({ responseElements: output && recordSpelling(output) }),
};

export const putDestinationPolicy = onDestination((destination, call) => {
  destination.accessPolicy = policyText(call.input, 'accessPolicy');
});

export const describeDestinations: Action = {
  handle: ({ input, accountId, region }, world) => {
    const prefix = optionalText(input, 'DestinationNamePrefix') ?? '';
    const place = `arn:${partitionOf(region)}:logs:${region}:${accountId}:`;
    const found = [...world.logs.destinations.values()].filter(
      ({ arn, destinationName }) => arn.startsWith(place) && destinationName.startsWith(prefix),
    );
    const { items, rest } = pageOf(input, found, ({ destinationName }) => destinationName);
    return { destinations: items.map(renderDestination), ...rest };
  },
};

export const deleteDestination = onDestination((destination, _call, world) => {
  world.logs.destinations.delete(destination.arn);
});
