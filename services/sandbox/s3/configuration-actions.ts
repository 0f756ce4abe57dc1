import { type Action, Refusal, type RestBinding } from '../core/service';
import { bucketOfCall, onBucket } from './bucket-of-call';
import { type Configuration, elementOf, type Names, withoutNamespace } from './configuration';
import { expectedOwner } from './objects/on-object';
import { recordedParameters } from './recorded-parameters';
import { refuse } from './refusals';

/** Get, Put and, where S3 has it, Delete of each subresource. */
export const configurationActions = (
  ...all: readonly Configuration[]
): Readonly<Record<string, Action>> => Object.fromEntries(all.flatMap(actionsOf));

function actionsOf(configuration: Configuration): readonly (readonly [string, Action])[] {
  const { get, put, remove } = configuration;
  return [
    [get.action, getAction(configuration)],
    [put.action, putAction(configuration)],
    ...(remove ? [[remove.action, removeAction(configuration, remove)] as const] : []),
  ];
}

function getAction({ name, root, get, absent }: Configuration): Action {
  return {
    ...common(get, { method: 'GET', select: [name], answer: { root, headers: get.headers ?? {} } }),
    handle: (call, world) => {
      const bucket = bucketOfCall(call, world);
      const answer = bucket.configurations.get(name) ?? absent(bucket);
      if (answer instanceof Refusal) throw answer;
      return { ...get.defaults, ...answer };
    },
  };
}

function putAction({ name, root, put, accept }: Configuration): Action {
  return {
    ...common(put, { method: 'PUT', select: [name], headers: put.headers ?? {} }),
    handle: (call, world) => {
      const bucket = bucketOfCall(call, world);
      const written = call.input[root];
      if (written === undefined && put.headers === undefined) throw refuse.malformedXml();
      const kept = accept(withoutNamespace(elementOf(written ?? '')), { bucket, call, world });
      bucket.configurations.set(name, kept);
    },
  };
}

/** Deleting what is not there succeeds. */
function removeAction({ name }: Configuration, remove: Names): Action {
  return {
    ...common(remove, { method: 'DELETE', select: [name], answer: { status: 204 } }),
    handle: (call, world) => {
      bucketOfCall(call, world).configurations.delete(name);
    },
  };
}

function common({ permission, eventName }: Names, binding: Omit<RestBinding, 'path'>) {
  return {
    ...onBucket,
    eventName,
    permission: `s3:${permission}`,
    rest: {
      ...binding,
      path: '/{Bucket}',
      headers: { ...binding.headers, ...expectedOwner },
    },
    record: (...[call, output, world]: Parameters<typeof onBucket.record>) => {
      const part = onBucket.record(call, output, world);
      const subresource = Object.fromEntries((binding.select ?? []).map((key) => [key, '']));
      return { ...part, requestParameters: { ...recordedParameters(call), ...subresource } };
    },
  };
}
