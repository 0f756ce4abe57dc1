import { mustNotBeNull, textReader } from '../../core/input';
import { pageAt } from '../../core/page';
import { type Action, Refusal } from '../../core/service';
import { configurationItems } from '../state';

/** Newest first, as without `chronologicalOrder`; the other order answers 501 with the rest that is not here. */
export const getResourceConfigHistory: Action = {
  readOnly: true,
  handle: ({ accountId, region, input }, world) => {
    const resourceType = required(input, 'resourceType');
    const resourceId = required(input, 'resourceId');
    const later =
      input.laterTime === undefined ? Number.POSITIVE_INFINITY : Number(input.laterTime);
    const recorded = configurationItems(world).filter(
      (one) =>
        one.accountId === accountId &&
        one.region === region &&
        one.resourceType === resourceType &&
        one.resourceId === resourceId,
    );
    if (recorded.length === 0) {
      throw new Refusal(
        'ResourceNotDiscoveredException',
        `Resource ${resourceId} of resourceType:${resourceType} is unknown or has not been discovered`,
      );
    }
    const { items, next } = pageAt(
      recorded.filter(({ capturedAt }) => capturedAt.getTime() / 1_000 <= later).toReversed(),
      { token: input.nextToken, size: Number(input.limit ?? 10), invalid: invalidToken },
    );
    return {
      configurationItems: items.map(({ capturedAt, status, supplementaryConfiguration }) => ({
        ...{ accountId, awsRegion: region, resourceType, resourceId, supplementaryConfiguration },
        configurationItemCaptureTime: capturedAt.getTime() / 1_000,
        configurationItemStatus: status,
      })),
      ...(next && { nextToken: next }),
    };
  },
};

const required = textReader((name) => new Refusal('ValidationException', mustNotBeNull(name)));
const invalidToken = () => new Refusal('InvalidNextTokenException', 'The nextToken is not valid');
