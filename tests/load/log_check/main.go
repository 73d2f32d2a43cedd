// log_check reads a tiled log with golang.org/x/mod/sumdb, software that is not ours.
//
//	log_check log DIR KEYS [OLDER_CHECKPOINT...]   every entry, tile and root of an exported log; proofs at random
//	log_check receipt RECEIPT LEAF KEYS            one .tlog-proof with the bytes of its entry
//
// DIR holds checkpoint and tile/… as they are served. KEYS is a file of verifier keys, one a line: first the log's, then
// those of witnesses, each of which must have signed. The exit code is 1, and the reason printed, when anything does
// not hold. It builds without network from Debian's golang-go and golang-golang-x-mod-dev.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height = 8
	full   = 1 << height
	rounds = 300
)

// cosigner checks cosignature/v1, which Go's note package leaves to others.
type cosigner struct {
	name string
	id   uint32
	key  ed25519.PublicKey
}

func (c cosigner) Name() string    { return c.name }
func (c cosigner) KeyHash() uint32 { return c.id }
func (c cosigner) Verify(text, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	header := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(sig))
	return ed25519.Verify(c.key, append([]byte(header), text...), sig[8:])
}

func verifierOf(line string) (note.Verifier, error) {
	parts := strings.SplitN(line, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("not a verifier key: %q", line)
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 1+ed25519.PublicKeySize || key[0] != 4 {
		return note.NewVerifier(line)
	}
	id := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	if fmt.Sprintf("%x", id[:4]) != parts[1] {
		return nil, fmt.Errorf("the key id of %s is not its own", parts[0])
	}
	return cosigner{parts[0], binary.BigEndian.Uint32(id[:4]), key[1:]}, nil
}

func keysIn(file string) ([]note.Verifier, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var keys []note.Verifier
	for _, line := range strings.Fields(string(text)) {
		key, err := verifierOf(line)
		if err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	return keys, nil
}

// open verifies a checkpoint with every one of the keys and reads origin, size and root.
func open(data []byte, keys []note.Verifier) (tlog.Tree, error) {
	opened, err := note.Open(data, note.VerifierList(keys...))
	if err != nil {
		return tlog.Tree{}, err
	}
	if len(opened.Sigs) != len(keys) {
		return tlog.Tree{}, fmt.Errorf("%d of %d keys have signed", len(opened.Sigs), len(keys))
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != keys[0].Name() {
		return tlog.Tree{}, fmt.Errorf("not a checkpoint of %s: %q", keys[0].Name(), opened.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func pathOf(kind string, index int64, width int) string {
	path := fmt.Sprintf("%03d", index%1000)
	for index /= 1000; index > 0; index /= 1000 {
		path = fmt.Sprintf("x%03d/%s", index%1000, path)
	}
	if width < full {
		path = fmt.Sprintf("%s.p/%d", path, width)
	}
	return filepath.Join("tile", kind, path)
}

// served reads tiles where the log serves them; Go then checks each against the signed root.
type served struct{ dir string }

func (s served) Height() int                     { return height }
func (s served) SaveTiles([]tlog.Tile, [][]byte) {}
func (s served) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(s.dir, pathOf(strconv.Itoa(tile.L), tile.N, tile.W)))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

// hashes are all stored hashes of the log, computed from its entries alone.
type hashes []tlog.Hash

func (h hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(h)) {
			return nil, errors.New("beyond the log")
		}
		found[i] = h[index]
	}
	return found, nil
}

func rehashed(dir string, size int64) (hashes, []tlog.Hash, error) {
	var stored hashes
	var leaves []tlog.Hash
	for start := int64(0); start < size; start += full {
		width := int(size - start)
		if width > full {
			width = full
		}
		path := pathOf("entries", start/full, width)
		bundle, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil {
			return nil, nil, err
		}
		for i := 0; i < width; i++ {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return nil, nil, fmt.Errorf("%s ends inside entry %d", path, i)
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			leaf := tlog.RecordHash(bundle[2:end])
			more, err := tlog.StoredHashesForRecordHash(int64(len(leaves)), leaf, stored)
			if err != nil {
				return nil, nil, err
			}
			stored, leaves, bundle = append(stored, more...), append(leaves, leaf), bundle[end:]
		}
		if len(bundle) > 0 {
			return nil, nil, fmt.Errorf("%s has bytes after its last entry", path)
		}
	}
	return stored, leaves, nil
}

func checkTiles(dir string, size int64, stored hashes) (int, error) {
	tiles := 0
	for level := 0; size>>(height*level) > 0; level++ {
		count := size >> (height * level)
		for index := int64(0); index*full < count; index++ {
			width := full
			if count-index*full < full {
				width = int(count - index*full)
			}
			path := pathOf(strconv.Itoa(level), index, width)
			got, err := os.ReadFile(filepath.Join(dir, path))
			if err != nil {
				return 0, err
			}
			want, err := tlog.ReadTileData(tlog.Tile{H: height, L: level, N: index, W: width}, stored)
			if err != nil {
				return 0, err
			}
			if !bytes.Equal(got, want) {
				return 0, fmt.Errorf("%s does not hold the hashes of its entries", path)
			}
			tiles++
		}
	}
	return tiles, nil
}

func checkGrowth(old, now tlog.Tree, reader tlog.HashReader) error {
	if old.N == 0 {
		return nil
	}
	proof, err := tlog.ProveTree(now.N, old.N, reader)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, now.N, now.Hash, old.N, old.Hash)
}

func treeAt(size int64, stored hashes) (tlog.Tree, error) {
	root, err := tlog.TreeHash(size, stored)
	return tlog.Tree{N: size, Hash: root}, err
}

func checkAtRandom(now tlog.Tree, leaves []tlog.Hash, stored hashes, reader tlog.HashReader) error {
	for i := 0; i < rounds; i++ {
		index := rand.Int63n(now.N)
		proof, err := tlog.ProveRecord(now.N, index, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, now.N, now.Hash, index, leaves[index]); err != nil {
			return err
		}
		later, err := treeAt(1+rand.Int63n(now.N), stored)
		if err != nil {
			return err
		}
		earlier, err := treeAt(1+rand.Int63n(later.N), stored)
		if err != nil {
			return err
		}
		if err := checkGrowth(earlier, later, reader); err != nil {
			return err
		}
	}
	return nil
}

func checkLog(dir, keyFile string, older []string) error {
	keys, err := keysIn(keyFile)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	if err != nil {
		return err
	}
	now, err := open(data, keys)
	if err != nil || now.N == 0 {
		return err
	}
	stored, leaves, err := rehashed(dir, now.N)
	if err != nil {
		return err
	}
	if computed, err := treeAt(now.N, stored); err != nil || computed != now {
		return fmt.Errorf("the entries hash to another root than the signed one (%v)", err)
	}
	tiles, err := checkTiles(dir, now.N, stored)
	if err != nil {
		return err
	}
	reader := tlog.TileHashReader(now, served{dir})
	if err := checkAtRandom(now, leaves, stored, reader); err != nil {
		return err
	}
	for _, file := range older {
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		old, err := open(data, keys)
		if err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		if err := checkGrowth(old, now, reader); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	fmt.Printf("%d entries, %d tiles, root %v, %d inclusion and %d consistency proofs, %d older checkpoints: all hold\n",
		now.N, tiles, now.Hash, rounds, rounds, len(older))
	return nil
}

func checkReceipt(receiptFile, leafFile, keyFile string) error {
	keys, err := keysIn(keyFile)
	if err != nil {
		return err
	}
	receipt, err := os.ReadFile(receiptFile)
	if err != nil {
		return err
	}
	leaf, err := os.ReadFile(leafFile)
	if err != nil {
		return err
	}
	parts := strings.SplitN(string(receipt), "\n\n", 2)
	lines := strings.Split(parts[0], "\n")
	if len(parts) != 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a receipt")
	}
	if lines = lines[1:]; strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	now, err := open([]byte(parts[1]), keys)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(proof, now.N, now.Hash, index, tlog.RecordHash(leaf)); err != nil {
		return err
	}
	fmt.Printf("entry %d of %d, root %v: holds\n", index, now.N, now.Hash)
	return nil
}

func run(arguments []string) error {
	switch {
	case len(arguments) >= 3 && arguments[0] == "log":
		return checkLog(arguments[1], arguments[2], arguments[3:])
	case len(arguments) == 4 && arguments[0] == "receipt":
		return checkReceipt(arguments[1], arguments[2], arguments[3])
	}
	return errors.New("log_check log DIR KEYS [OLDER_CHECKPOINT...] | receipt RECEIPT LEAF KEYS")
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}
