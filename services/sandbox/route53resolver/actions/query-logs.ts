import { inputs, texts } from '../../core/input';
import { ownOf } from '../../core/own-of';
import { pageAt } from '../../core/page';
import { partitionOf } from '../../core/partition';
import { type Action, type Call, type Output, Refusal, type World } from '../../core/service';
import { type QueryLogging, queryLoggings } from '../state';

export const listResolverQueryLogConfigs = listing('ResolverQueryLogConfigs', (one) => ({
  Id: one.configId,
  OwnerId: one.accountId,
  Status: 'CREATED',
  ShareStatus: 'NOT_SHARED',
  AssociationCount: 1,
  Arn: `arn:${partitionOf(one.region)}:route53resolver:${one.region}:${one.accountId}:resolver-query-log-config/${one.configId}`,
  Name: one.configId,
  DestinationArn: one.destinationArn,
  CreationTime: one.at.toISOString(),
}));

export const listResolverQueryLogConfigAssociations = listing(
  'ResolverQueryLogConfigAssociations',
  (one) => ({
    Id: one.associationId,
    ResolverQueryLogConfigId: one.configId,
    ResourceId: one.vpcId,
    Status: 'ACTIVE',
    Error: 'NONE',
    ErrorMessage: '',
    CreationTime: one.at.toISOString(),
  }),
);

/** Every filter holds; a filter is by a member of what is listed. [D] API_ListResolverQueryLogConfigs */
function listing(member: string, outputOf: (one: QueryLogging) => Output): Action {
  return {
    handle: (call, world) => {
      const all = own(world, call).map(outputOf);
      const found = all.filter((one) =>
        inputs(call.input, 'Filters').every((asked) => holds(asked, one)),
      );
      const { items, next } = pageAt(found, {
        token: call.input.NextToken,
        size: Number(call.input.MaxResults ?? 100),
        invalid: () => new Refusal('InvalidNextTokenException', 'The NextToken is not valid.'),
      });
      const counts = { TotalCount: all.length, TotalFilteredCount: found.length };
      return { [member]: items, ...counts, ...(next && { NextToken: next }) };
    },
  };
}

const own = (world: World, call: Call): readonly QueryLogging[] =>
  ownOf(call, new Map(queryLoggings(world).map((one) => [one.configId, one])));

/** The sentence is ours. */
function holds(asked: Readonly<Record<string, unknown>>, one: Output): boolean {
  const name = String(asked.Name);
  if (!Object.hasOwn(one, name))
    throw new Refusal('InvalidParameterException', `The filter ${name} is not valid.`);
  return texts(asked, 'Values').includes(String(one[name]));
}
