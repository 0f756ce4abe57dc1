import { AccountClient, GetRegionOptStatusCommand } from '@aws-sdk/client-account';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { matchPath, restActionOf } from '../../../services/sandbox/core/rest';
import { type Action, Refusal, type Service } from '../../../services/sandbox/core/service';
import { parseXmlTree, renderXmlTree } from '../../../services/sandbox/core/xml-tree';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from './organization-under-test';

let organization: OrganizationUnderTest;
let account: AccountClient;

const optStatus: Action = {
  readOnly: true,
  rest: { method: 'POST', path: '/getRegionOptStatus' },
  resource: () => '*',
  handle: ({ input: { RegionName } }) => {
    if (RegionName === 'nowhere') throw new Refusal('ValidationException', 'No such Region.');
    return { RegionName, RegionOptStatus: 'ENABLED_BY_DEFAULT' };
  },
};

const accountService: Service = {
  id: 'account',
  eventSource: 'account.amazonaws.com',
  wire: { protocol: 'rest-json' },
  actions: { GetRegionOptStatus: optStatus },
};

beforeAll(async () => {
  organization = await organizationUnderTest();
  const { sandbox } = organization;
  sandbox.addService(accountService);
  account = new AccountClient({
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    credentials: sandbox.credentials(payments),
    maxAttempts: 1,
  });
});
afterAll(async () => {
  account.destroy();
  await organization.sandbox.close();
});

test('a REST/JSON call is found by method and path, and answered or refused in its protocol', async () => {
  const status = (RegionName: string) =>
    account.send(new GetRegionOptStatusCommand({ RegionName }));
  expect(await status('eu-west-1')).toMatchObject({ RegionOptStatus: 'ENABLED_BY_DEFAULT' });
  await expect(status('nowhere')).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'No such Region.',
  });
});

test('the query decides between actions on one path, and an unknown query is no action', () => {
  const action = (rest: Action['rest']): Action => ({ ...optStatus, ...(rest && { rest }) });
  const service: Service = {
    ...accountService,
    actions: {
      CreateBucket: action({ method: 'PUT', path: '/{Bucket}' }),
      PutLifecycle: action({ method: 'PUT', path: '/{Bucket}', select: ['lifecycle'] }),
      PutObject: action({ method: 'PUT', path: '/{Bucket}/{Key+}', query: { versionId: 'Id' } }),
    },
  };
  const found = (path: string, query: string) =>
    restActionOf(
      service,
      { method: 'PUT', headers: {} },
      { path, query: new URLSearchParams(query) },
    );
  expect(found('/logs/', '')).toBe('CreateBucket');
  expect(found('/logs', 'lifecycle=')).toBe('PutLifecycle');
  expect(found('/logs/a/b', 'x-id=PutObject&versionId=1')).toBe('PutObject');
  expect(found('/logs', 'accelerate')).toBeUndefined();
  expect(matchPath('/{Bucket}/{Key+}', '/logs/a%2Fb/c%20d/')).toEqual({
    Bucket: 'logs',
    Key: 'a/b/c d/',
  });
});

test('an XML document that is read and written again is unchanged', () => {
  const text =
    '<A xmlns="urn:x"><Rule><ID>1 &amp; 2</ID></Rule><Rule><ID>007</ID><Filter></Filter></Rule><G xsi:type="User"><N>é&lt;</N></G></A>';
  const { root, tree } = parseXmlTree(text) ?? { root: '', tree: '' };
  expect(tree).toMatchObject({ Rule: [{ ID: '1 & 2' }, { ID: '007', Filter: '' }] });
  expect(renderXmlTree(root, tree)).toBe(text);
  expect(parseXmlTree('<?xml version="1.0"?>\n<A>\n <K> a&#xA;b </K>\n</A>')?.tree).toEqual({
    K: ' a\nb ',
  });
  expect(parseXmlTree('<A><B></A>')).toBeUndefined();
});
