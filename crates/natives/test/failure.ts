/** Failing calls, told apart by how they fail. */

/** An error as plain data: its own fields, its class and its message. */
export type Failure = Readonly<Record<string, unknown>> & {
  readonly class: string;
  readonly message: string;
};

/** What a function throws. */
export function thrownBy(call: () => unknown): unknown {
  let result: unknown;
  try {
    result = call();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown", { cause: result });
}

/** What a call rejects with; it must not throw. */
export async function rejectionOf(call: () => Promise<unknown>): Promise<unknown> {
  let promise: Promise<unknown>;
  try {
    promise = call();
  } catch (error) {
    throw new Error("it threw and did not reject", { cause: error });
  }
  return promise.then(
    (value) => {
      throw new Error("it did not reject", { cause: value });
    },
    (error: unknown) => error,
  );
}

/** What a synchronous function throws, as data. */
export function failureOf(call: () => unknown): Failure {
  return dataOf(thrownBy(call));
}

/** What a call rejects with, as data; it must not throw. */
export async function failedCall(call: () => Promise<unknown>): Promise<Failure> {
  return dataOf(await rejectionOf(call));
}

function dataOf(error: unknown): Failure {
  if (!(error instanceof Error)) throw new Error("that is no Error", { cause: error });
  return { ...error, class: error.constructor.name, message: error.message };
}
