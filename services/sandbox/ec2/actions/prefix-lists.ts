import { partitionOf } from '../../core/partition';
import { ec2Action } from '../action';
import { type Filterable, listed, pageOf } from '../describe';
import { requiredText } from '../find';
import { type PrefixList, prefixLists } from '../prefix-lists';
import { isId, refuse } from '../refusals';

const arnOfList = (region: string, id: string): string =>
  `arn:${partitionOf(region)}:ec2:${region}:aws:prefix-list/${id}`;

const filters: Filterable<PrefixList> = {
  'owner-id': () => ['AWS'],
  'prefix-list-id': ({ id }) => [id],
  'prefix-list-name': ({ name }) => [name],
};

/** AWS's own; there are no others. */
export const describeManagedPrefixLists = ec2Action({
  sets: ['filterSet'],
  handle: (call, world) => {
    const { items, NextToken } = listed(world, call, {
      ...{ kind: 'prefixList', ids: 'PrefixListIds', all: prefixLists(call), filters },
    });
    const PrefixLists = items.map(({ id, name, region }) => ({
      PrefixListId: id,
      AddressFamily: 'IPv4',
      State: 'create-complete',
      PrefixListArn: arnOfList(region, id),
      PrefixListName: name,
      OwnerId: 'AWS',
      Tags: [],
    }));
    return { PrefixLists, NextToken };
  },
});

export const getManagedPrefixListEntries = ec2Action({
  resource: ({ region, input }) => arnOfList(region, String(input.PrefixListId)),
  handle: (call) => {
    const id = requiredText(call.input, 'PrefixListId');
    if (!isId('prefixList', id)) throw refuse.malformed('prefixList', id);
    const list = prefixLists(call).find((one) => one.id === id);
    if (list === undefined) throw refuse.notFound('prefixList', id);
    const { items, NextToken } = pageOf(call, list.cidrs);
    return { Entries: items.map((Cidr) => ({ Cidr })), NextToken };
  },
});
