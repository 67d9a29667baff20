/** @typedef {import('./npm-package.mjs').Pinned} Pinned */
/** @typedef {{ pinned: Pinned, folder: string, prefix?: string }} Tree a folder of a package; names begin with the prefix */
/** @typedef {{ name: string, trees: readonly Tree[] }} Corpus */

/** @param {string} name @param {string} version @param {string} sha512 @returns {Pinned} */
const pinned = (name, version, sha512) => ({ name, version, sha512 });

const googleapis = pinned(
  'google-proto-files',
  '6.0.1',
  'fbvUWVNh3rKGlVFWwlUNF7Sk1Tah0a89q02rLTXsWjbKKHGeuURAa8tl9rvu5TyWny1YiSIo5eDqF260Tai6vQ==',
);
const envoy = pinned(
  '@grpc/grpc-js-xds',
  '1.14.1',
  'F2mVXwEeMWw1znPUrp+8ykjsIOVnf7Rv+EyIvXOfz73w5tNolCnzokpLkE/d2Ehx30PJmZXqCQdMpx8DcBJohA==',
);

/** A package of the Cosmos family, whose folders are those of its import root. @param {string} name @param {string} version @param {string} sha512 @param {string} [prefix] */
const cosmos = (name, version, sha512, prefix = `${name}/`) => ({
  pinned: pinned(`@protobufs/${name}`, version, sha512),
  folder: '.',
  prefix,
});

/**
 * Where `.proto` files travel in quantity through the npm registry.
 * @type {readonly Corpus[]}
 */
export const corpora = [
  { name: 'googleapis', trees: [{ pinned: googleapis, folder: '.' }] },
  {
    name: 'google-ads',
    trees: [
      {
        pinned: pinned(
          'google-ads-node',
          '24.1.0',
          'qhPW5UBn9LB2Lmy/j3rUu4/T09fvpqK9xlMW5hRdpbwb0DfarCBr8AWn4ohgnygCeuP+3dMqfww2LyNNre2dxg==',
        ),
        folder: 'build/protos',
      },
      { pinned: googleapis, folder: 'google/api', prefix: 'google/api/' },
      { pinned: googleapis, folder: 'google/rpc', prefix: 'google/rpc/' },
      { pinned: googleapis, folder: 'google/longrunning', prefix: 'google/longrunning/' },
    ],
  },
  {
    name: 'envoy',
    trees: ['envoy-api', 'xds', 'protoc-gen-validate', 'googleapis'].map((part) => ({
      pinned: envoy,
      folder: `deps/${part}`,
    })),
  },
  {
    name: 'google-gax',
    trees: [
      {
        pinned: pinned(
          'google-gax',
          '5.0.8',
          'M4vpZcXQIC1gqIVGQ7eaU3jXQA6zecStyTXu514TYfThlgSurYJOxHZo9fzU6hAgwPWvuEynAVHWyaIk80VeEA==',
        ),
        folder: 'build/protos',
      },
    ],
  },
  {
    name: 'hedera',
    trees: [
      {
        pinned: pinned(
          '@hashgraph/proto',
          '2.25.0',
          'lN4DgGq/3peCC1dTc4mWCbHQOUMf0F8D0g4T9/lpEzsOA2l2ecbgLfeRbE8o68zz6PZ4nkWOK3jFio1GF3+Wzg==',
        ),
        folder: 'src/proto',
      },
    ],
  },
  {
    name: 'cosmos',
    trees: [
      cosmos(
        'cosmos',
        '0.1.0',
        'L3NZ+z0kI6GMTiD2HASNe3WbopPhQlaQaKZNRue+8LiGEv/vbbxD1lox8cwOqes3AN5dHiT0i3+gvzIbKBb7gw==',
      ),
      cosmos(
        'gogoproto',
        '0.0.10',
        'u3eK1aSO3KOuX4RVFpqKPTaT/WLV50GFLuIC3slVGfD7Z1CfZ5ivHbFYUib96gihu1Mq2OZpNVj3dNws9YsVoQ==',
      ),
      cosmos(
        'amino',
        '0.0.11',
        'JRIkW6/YGIUfbdDuASt3wsuxzC0Xj3U2sV0Arqa9iNwCvv4HtOpbqdWVVVgvQBnR0/ZkwQeXnt+GH7yT/DvsYQ==',
      ),
      cosmos(
        'cosmos_proto',
        '0.0.10',
        '4nMopXxN23udy1HEe+vS49zD9dxrA7i0E3n15QUz1x0tbrowYLHzJKeyCUNlsh5PKpEIXGxHXpPZWXs7vVCwUw==',
      ),
      cosmos(
        'tendermint',
        '0.0.10',
        'hAAMLFhKdAovslKeWnLTp2gGn5bxSTDVcQLKs4C4cC91R/KfHOh+Klt4PqSGUv/APINAmREzsX2LDUbIQ2dCpg==',
      ),
      cosmos(
        'google',
        '0.0.10',
        '3yo+liabFM1519smwwfzh1C535CntXVsS7zT98xmo21tZUX7vxeFpQDMx38EzMGYSy/Reo8wEMWJUHqZzYsCUw==',
      ),
      cosmos(
        'ibc',
        '0.1.0',
        'GmGkX81yyd55Tm34SCOmcOiB0QRwFBHGmZpDRAsks33TBx4efAtT9rKAdtn/oPujx9sha1TqU2s3trnMPVvKyg==',
      ),
    ],
  },
  {
    name: 'dapr',
    trees: [
      {
        pinned: pinned(
          '@dapr/dapr',
          '3.18.0',
          'DBnmV5164wghUc3mGctwHOsjAyA571oHlOpSOcrfsx52uxtF66HSMKfAqhcRjehOjPQuHFNmdpfqqkk+Ws/Suw==',
        ),
        folder: 'proto',
      },
    ],
  },
  {
    name: 'steam',
    trees: [
      {
        pinned: pinned(
          'steam-user',
          '5.3.0',
          '/92MOZGIocixlgzjloXrDffbAL5sF9rz4sbsafZ73samhkv2ITQNJrKaKGCJbAq5Xz8CbtCzstdjH8qXawLJVg==',
        ),
        folder: 'protobufs',
      },
    ],
  },
  {
    name: 'devvit',
    trees: ['schema', 'schema/.snootobuf/deps'].map((folder) => ({
      pinned: pinned(
        '@devvit/protos',
        '0.14.6',
        'YCqH6P3m0JnfYuKPKlEAnfHWvShhpL1Ndd4x8e0uH2efmpn6hNq90Ht5Az5rwbWXYKtjZm2VLi0Qlj4XVmZePA==',
      ),
      folder,
    })),
  },
  {
    name: 'lightning',
    trees: [
      {
        pinned: pinned(
          'lightning',
          '11.1.0',
          'ZvbjRofMyLirn9CPv0P8NLefc5pmvaPqam7MjLwKv3iCgw2Yyx7gI26tYdNjIFrU9onNnQK3MEDCuI5PWnw0rQ==',
        ),
        folder: 'grpc/protos',
      },
    ],
  },
];
