// SPDX-License-Identifier: AGPL-3.0-only
import assert from "node:assert/strict";
import { test } from "node:test";
import { OrderedQueue } from "../../src/crypto/ordered-queue";

function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: () => void = () => undefined;
  const promise = new Promise<T>((res, rej) => {
    resolve = res;
    reject = () => rej(new Error("failed"));
  });
  return { promise, resolve, reject };
}

const turn = () => new Promise(resolve => setImmediate(resolve));

test("results are applied in the order in which their work began", async () => {
  const queue = new OrderedQueue({ entries: 10, size: 100 });
  const applied: string[] = [];
  const slow = deferred<string>();
  queue.push(
    1,
    () => slow.promise,
    result => applied.push(result),
  );
  queue.push(
    1,
    () => Promise.resolve("quick"),
    result => applied.push(result),
  );
  queue.pushReady(() => applied.push("ready"));
  await turn();
  assert.deepEqual(applied, []);
  slow.resolve("slow");
  await turn();
  assert.deepEqual(applied, ["slow", "quick", "ready"]);
});

test("work without a result, and work that failed, is skipped and holds nobody up", async () => {
  const queue = new OrderedQueue({ entries: 10, size: 100 });
  const applied: number[] = [];
  const failing = deferred<number>();
  queue.push(
    1,
    () => failing.promise,
    result => applied.push(result),
  );
  queue.push(
    1,
    () => Promise.resolve(undefined),
    (result: number) => applied.push(result),
  );
  queue.push(
    1,
    () => Promise.resolve(3),
    result => applied.push(result),
  );
  failing.reject();
  await turn();
  assert.deepEqual(applied, [3]);
  assert.equal(queue.length, 0);
});

test("a full queue refuses, and begins nothing", async () => {
  const queue = new OrderedQueue({ entries: 1, size: 100 });
  const first = deferred<number>();
  let begun = 0;
  const work = () => {
    begun += 1;
    return first.promise;
  };
  assert.equal(
    queue.push(1, work, () => undefined),
    true,
  );
  assert.equal(
    queue.push(1, work, () => undefined),
    false,
  );
  assert.equal(
    queue.pushReady(() => undefined),
    false,
  );
  assert.equal(begun, 1);
  first.resolve(1);
  await turn();
  assert.equal(
    queue.push(1, work, () => undefined),
    true,
  );
});

test("after close nothing is applied any more", async () => {
  const queue = new OrderedQueue({ entries: 10, size: 100 });
  const work = deferred<number>();
  const applied: number[] = [];
  queue.push(
    1,
    () => work.promise,
    result => applied.push(result),
  );
  queue.close();
  work.resolve(1);
  await turn();
  assert.deepEqual(applied, []);
  assert.equal(
    queue.pushReady(() => undefined),
    false,
  );
});

test("what is pushed while results are applied comes after them", async () => {
  const queue = new OrderedQueue({ entries: 10, size: 100 });
  const applied: string[] = [];
  queue.pushReady(() => {
    applied.push("outer");
    queue.pushReady(() => applied.push("inner"));
    applied.push("outer end");
  });
  await turn();
  assert.deepEqual(applied, ["outer", "outer end", "inner"]);
});

test("an exception in applying is told, and holds nobody up", async () => {
  const errors: unknown[] = [];
  const queue = new OrderedQueue({ entries: 10, size: 100 }, error => errors.push(error));
  const applied: string[] = [];
  const slow = deferred<string>();
  queue.push(
    1,
    () => slow.promise,
    () => {
      throw new Error("one");
    },
  );
  queue.pushReady(() => applied.push("after"));
  slow.resolve("slow");
  await turn();
  queue.pushReady(() => {
    throw new Error("two");
  });
  queue.pushReady(() => applied.push("last"));
  assert.deepEqual(applied, ["after", "last"]);
  assert.deepEqual(errors.map(String), ["Error: one", "Error: two"]);
});

test("what would make all together too large is refused, until there is room again", async () => {
  const queue = new OrderedQueue({ entries: 10, size: 100 });
  const [large, small] = [deferred<number>(), deferred<number>()];
  const applied: number[] = [];
  const push = (size: number, { promise }: { promise: Promise<number> }) =>
    queue.push(
      size,
      () => promise,
      result => applied.push(result),
    );
  assert.equal(push(101, large), false);
  assert.equal(push(90, large), true);
  assert.equal(push(11, small), false);
  assert.equal(push(10, small), true);
  assert.equal(
    queue.pushReady(() => undefined),
    true,
  );
  small.resolve(2);
  await turn();
  assert.equal(push(1, small), false);
  large.resolve(1);
  await turn();
  assert.equal(push(100, small), true);
  await turn();
  assert.deepEqual(applied, [1, 2, 2]);
});
