/** Type names that no declaration is needed for. Taken from the library files of TypeScript 6.0 and from @types/node 22. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/u));

/** The language itself. */
export const languageTypes: ReadonlySet<string> = words(`
  AggregateError Array ArrayBuffer ArrayBufferLike ArrayBufferView ArrayIterator ArrayLike
  AsyncDisposable AsyncDisposableStack AsyncGenerator AsyncGeneratorFunction AsyncIterable
  AsyncIterableIterator AsyncIterator AsyncIteratorObject Atomics Awaited BigInt BigInt64Array
  BigUint64Array Boolean BuiltinIteratorReturn CallableFunction Capitalize ConstructorParameters
  DataView Date Disposable DisposableStack Error ErrorConstructor ErrorOptions EvalError Exclude
  Extract FinalizationRegistry Float16Array Float32Array Float64Array Function FunctionConstructor
  Generator GeneratorFunction ImportMeta InstanceType Int16Array Int32Array Int8Array Intl Iterable
  IterableIterator Iterator IteratorObject IteratorResult IteratorReturnResult IteratorYieldResult
  JSON Lowercase Map MapConstructor MapIterator Math NewableFunction NoInfer NonNullable Number
  Object ObjectConstructor Omit OmitThisParameter Parameters Partial Pick Promise PromiseConstructor
  PromiseConstructorLike PromiseFulfilledResult PromiseLike PromiseRejectedResult
  PromiseSettledResult PromiseWithResolvers PropertyDescriptor PropertyDescriptorMap PropertyKey
  Proxy ProxyHandler RangeError Readonly ReadonlyArray ReadonlyMap ReadonlySet ReadonlySetLike
  Record ReferenceError Reflect RegExp RegExpExecArray RegExpMatchArray Required ReturnType Set
  SetIterator SharedArrayBuffer String StringIterator SuppressedError Symbol SymbolConstructor
  SyntaxError TemplateStringsArray Temporal ThisParameterType ThisType TypeError
  TypedPropertyDescriptor URIError Uint16Array Uint32Array Uint8Array Uint8ClampedArray Uncapitalize
  Uppercase WeakKey WeakMap WeakRef WeakSet global globalThis
`);

/** Globals that browsers and Node have in common; a library of browsers or @types/node declares them. */
export const platformTypes: ReadonlySet<string> = words(`
  AbortController AbortSignal Blob BroadcastChannel ByteLengthQueuingStrategy CompressionStream
  CountQueuingStrategy CustomEvent DOMException DecompressionStream Event EventTarget File FormData
  Headers MessageChannel MessageEvent MessagePort PerformanceEntry QueuingStrategy
  ReadableByteStreamController ReadableStream ReadableStreamBYOBReader
  ReadableStreamDefaultController ReadableStreamDefaultReader ReadableWritablePair Request
  RequestInit Response ResponseInit Storage TextDecoder TextDecoderStream TextEncoder
  TextEncoderStream TransformStream TransformStreamDefaultController URL URLSearchParams WebAssembly
  WebSocket WritableStream WritableStreamDefaultController WritableStreamDefaultWriter
  console crypto fetch performance
`);

/** Globals that only @types/node declares. */
export const nodeTypes: ReadonlySet<string> = words(`
  Buffer BufferConstructor BufferEncoding NodeJS NodeModule NodeRequire NonSharedBuffer
  RequireResolve process
`);

/**
 * Words that an ES module cannot bind: `export const delete` is a syntax error.
 * The keywords, those of strict mode, `await`, and the two names that strict mode protects.
 */
export const reservedWords: ReadonlySet<string> = words(`
  await break case catch class const continue debugger default delete do else enum export extends
  false finally for function if import in instanceof new null return super switch this throw true
  try typeof var void while with
  implements interface let package private protected public static yield
  arguments eval
`);
