import { named, type Service } from '../core/service';
import * as calendars from './actions/calendars';
import * as commands from './actions/commands';
import * as documentLists from './actions/document-lists';
import * as documentPermissions from './actions/document-permissions';
import * as documents from './actions/documents';
import * as nodes from './actions/nodes';
import * as parameters from './actions/parameters';
import * as sending from './actions/send-command';
import * as sessions from './actions/sessions';

/** Of Systems Manager: Parameter Store, documents, change calendars, commands and sessions on the machines in instances. */
export const ssmService: Service = {
  id: 'ssm',
  eventSource: 'ssm.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'AmazonSSM' },
  actions: named(
    calendars,
    commands,
    documentLists,
    documentPermissions,
    documents,
    nodes,
    parameters,
    sending,
    sessions,
  ),
};
