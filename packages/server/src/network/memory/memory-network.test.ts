import { describeNetwork } from '../testing/contract.ts';
import { createMemoryNetwork } from './memory-network.ts';

describeNetwork('memory', async () => createMemoryNetwork());
