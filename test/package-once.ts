import { packageService } from '../services/cli/local/package-service';

/** Jest's globalSetup: the service is packaged once, before the workers would each do it. */
export default async function packageOnce(): Promise<void> {
  await packageService();
}
