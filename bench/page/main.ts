// The page in which ours is measured: the real replica, offered to the bench function by function.
import '../../renderer/replica/without-eval.ts';
import { blocksApi } from './blocks.ts';
import { findApi } from './find.ts';
import { createFloors } from './floors.ts';
import { createQueries } from './queries.ts';
import { createReplicaUnderTest } from './replica-under-test.ts';
import { createWrites } from './writes.ts';

const underTest = createReplicaUnderTest();
const floors = createFloors();

const api = {
  ...blocksApi,
  ...findApi,
  ...underTest.api,
  ...createWrites(underTest.open),
  ...createQueries(underTest.name),
  ...floors,
};

export type OurPage = typeof api;

Object.assign(window, { bench: api });
