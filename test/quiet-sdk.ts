// The SDK's own warning about this Node; CI would print it once per suite.
process.env.NO_COLOR ??= '1'; // answers are compared as text
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
// Hundreds of environments are started, and none of them is measured.
process.env.SANDBOX_CODE_CACHE ??= '1';
