import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import { resourcesOf, storeOfCall } from '../store-of-call';
import { userOutput } from '../user-output';

/** All, or with the one filter AWS still takes, those of a user name; 100 a page at most. */
export const listUsers: Action = {
  readOnly: true,
  resource: resourcesOf,
  handle: (call, world) => {
    const store = storeOfCall(world, call);
    const { Filters, MaxResults = 100, NextToken = '0' } = call.input;
    const filters = (Array.isArray(Filters) ? Filters : []) as readonly Filter[];
    const unknown = filters.find(({ AttributePath }) => AttributePath !== 'UserName');
    if (unknown !== undefined || filters.length > 1) {
      throw new Refusal('ValidationException', 'Filters take one AttributePath, UserName.');
    }
    const wanted = filters[0]?.AttributeValue;
    const found = [...store.users.values()].filter(
      ({ userName }) => wanted === undefined || userName === wanted,
    );
    const from = Number(NextToken);
    const to = from + Number(MaxResults);
    return {
      Users: found.slice(from, to).map((user) => userOutput(store, user)),
      ...(to < found.length && { NextToken: String(to) }),
    };
  },
};

interface Filter {
  readonly AttributePath: string;
  readonly AttributeValue: string;
}
