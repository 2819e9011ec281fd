// An optional peer: whoever wants a depth model installs it.
declare module 'onnxruntime-node' {
  export * from 'onnxruntime-common';
}
