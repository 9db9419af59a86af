package kz.sandyq.simulator.model;

import static kz.sandyq.simulator.model.Numbers.ZERO;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import kz.sandyq.simulator.schema.Bytes;

/** What stands in the market for good: assets, wallets, holders, accounts, balances, instruments. */
final class Things {
    private Things() {}

    static long word(Bytes bytes, int at) {
        return ByteBuffer.wrap(bytes.padded(at + Long.BYTES).content())
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong(at);
    }

    record Asset(long id, long kind, long scale, Bytes code) {
        Row row() {
            return new Row("Asset")
                    .with("ID", id)
                    .with("ASSET_KIND", kind)
                    .with("SCALE", scale)
                    .with("CODE_HIGH", word(code, 0))
                    .with("CODE_LOW", word(code, 8) & 0xFFFF_FFFFL);
        }
    }

    record Wallet(long id, long walletKind, long holdingKind, long keyRef, long firstHolder, long holders) {
        Row row() {
            return new Row("Wallet")
                    .with("ID", id)
                    .with("WALLET_KIND", walletKind)
                    .with("HOLDING_KIND", holdingKind)
                    .with("KEY_REF", keyRef)
                    .with("FIRST_HOLDER", firstHolder)
                    .with("HOLDERS", holders);
        }
    }

    record Holder(long id, long wallet, long holderRef, long numerator, long denominator) {
        Row row() {
            return new Row("Holder")
                    .with("ID", id)
                    .with("WALLET", wallet)
                    .with("HOLDER_REF", holderRef)
                    .with("NUMERATOR", numerator)
                    .with("DENOMINATOR", denominator);
        }
    }

    record Account(long id, long wallet, long capacity, long activity, long issue, long selfTradeGroup) {
        Row row() {
            return new Row("Account")
                    .with("ID", id)
                    .with("WALLET", wallet)
                    .with("CAPACITY", capacity)
                    .with("ACTIVITY", activity)
                    .with("ISSUE", issue)
                    .with("SELF_TRADE_GROUP", selfTradeGroup);
        }
    }

    /** What one wallet has subscribed for in one placement. */
    static final class Investor {
        BigInteger subscribed = ZERO;
        BigInteger eligible = ZERO;
        long subscriptions;
    }

    /** Of one account in one asset. {@code place} counts them in the order in which they came to be. */
    static final class Balance {
        final long account;
        final long asset;
        final int place;
        BigInteger available = ZERO;
        BigInteger held = ZERO;
        BigInteger blocked = ZERO;
        /** What arrests still wait for. */
        BigInteger uncovered = ZERO;
        /** What claims still wait for. */
        BigInteger claimed = ZERO;

        Balance(long account, long asset, int place) {
            this.account = account;
            this.asset = asset;
            this.place = place;
        }

        BigInteger total() {
            return available.add(held).add(blocked);
        }

        /** Arrests of it wait for more than has come free for them. */
        boolean lacks() {
            return Numbers.positive(uncovered) && Numbers.less(available.subtract(claimed), uncovered);
        }

        Row row() {
            return new Row("Balance")
                    .with("KEY", account << 32 | asset)
                    .with("AVAILABLE", available)
                    .with("HELD", held)
                    .with("BLOCKED", blocked)
                    .with("UNCOVERED", uncovered)
                    .with("CLAIMED", claimed);
        }
    }

    /** A credit that may be reversed. */
    static final class Credit {
        final long sequence;
        final long bank;
        final long account;
        final long asset;
        final BigInteger amount;
        BigInteger reversed = ZERO;

        Credit(long sequence, long bank, long account, long asset, BigInteger amount) {
            this.sequence = sequence;
            this.bank = bank;
            this.account = account;
            this.asset = asset;
            this.amount = amount;
        }

        Row row() {
            return new Row("Credit")
                    .with("SEQUENCE", sequence)
                    .with("BANK_ACCOUNT", bank)
                    .with("ACCOUNT", account)
                    .with("ASSET", asset)
                    .with("AMOUNT", amount)
                    .with("REVERSED", reversed);
        }
    }

    static final class Instrument {
        final long id;
        final long base;
        final long quote;
        final BigInteger lot;
        final BigInteger tick;
        final Bytes symbol;
        long status;
        long haltReason;
        long phase;
        long task;
        BigInteger lastPrice = ZERO;
        BigInteger auctionPrice = ZERO;
        /** When a call ends by itself, 0: never. */
        long callEnds;

        /** Highest and lowest price traded that stops have not yet answered to. */
        BigInteger stopHigh = ZERO;

        BigInteger stopLow = ZERO;

        Instrument(long id, long base, long quote, BigInteger lot, BigInteger tick, Bytes symbol) {
            this.id = id;
            this.base = base;
            this.quote = quote;
            this.lot = lot;
            this.tick = tick;
            this.symbol = symbol;
        }

        Row row(long orders) {
            return new Row("Instrument")
                    .with("ID", id)
                    .with("BASE", base)
                    .with("QUOTE", quote)
                    .with("LOT", lot)
                    .with("TICK", tick)
                    .with("STATUS", status)
                    .with("HALT_REASON", haltReason)
                    .with("TASK", task)
                    .with("SYMBOL", word(symbol, 0))
                    .with("SYMBOL_2", word(symbol, 8))
                    .with("SYMBOL_3", word(symbol, 16))
                    .with("ORDERS", orders)
                    .with("LAST_PRICE", lastPrice)
                    .with("STOP_HIGH", stopHigh)
                    .with("STOP_LOW", stopLow)
                    .with("PHASE", phase)
                    .with("AUCTION_PRICE", auctionPrice)
                    .with("CALL_ENDS", callEnds);
        }
    }
}
