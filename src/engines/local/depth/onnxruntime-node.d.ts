// An optional peer dependency, needed only for depth models.
declare module 'onnxruntime-node' {
  export * from 'onnxruntime-common';
}
