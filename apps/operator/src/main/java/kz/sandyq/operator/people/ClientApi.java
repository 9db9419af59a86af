package kz.sandyq.operator.people;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.sandyq.operator.issuance.ApiPage;
import kz.sandyq.operator.issuance.PublicId;
import kz.sandyq.platform.error.RefusedException;
import kz.sandyq.platform.login.CurrentActor;
import kz.sandyq.protocol.command.Holder;
import kz.sandyq.protocol.sbe.HoldingKind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Clients, wallets and accounts for programs of the staff. */
@RestController
class ClientApi {
    private final Clients clients;
    private final ClientStore store;
    private final Wallets wallets;
    private final WalletStore walletStore;
    private final PublicId ids;
    private final CurrentActor actor;

    ClientApi(
            Clients clients,
            ClientStore store,
            Wallets wallets,
            WalletStore walletStore,
            PublicId ids,
            CurrentActor actor) {
        this.clients = clients;
        this.store = store;
        this.wallets = wallets;
        this.walletStore = walletStore;
        this.ids = ids;
        this.actor = actor;
    }

    /** A relation to propose; {@code document} is the identification statement in Base64. */
    record NewClient(
            boolean organisation,
            @Nullable String nationalId,
            @Nullable String foreignCountry,
            @Nullable String foreignId,
            @Nullable String name,
            @Nullable String residency,
            @Nullable String address,
            boolean issuer,
            @Nullable String identification,
            LocalDate identifiedUntil,
            String document,
            String documentName,
            @Nullable String documentSha256,
            @Nullable String representativeIin,
            @Nullable String representativeName) {}

    /** A relation; account ids are absent until the core has opened the accounts. */
    record View(
            String id,
            String name,
            String idNumber,
            boolean organisation,
            String status,
            boolean issuer,
            String residency,
            String address,
            LocalDate identifiedUntil,
            List<AccountView> accounts,
            Instant createdAt) {}

    record AccountView(@Nullable String id, String walletId, String clientId, String capacity) {}

    record HolderView(String clientId, int shareNumerator, int shareDenominator) {}

    record WalletView(
            String id,
            @Nullable String coreWalletId,
            String walletKind,
            String holdingKind,
            List<HolderView> holders) {}

    record NewWallet(String holdingKind, List<HolderView> holders) {}

    record Invitation(String loginName, @Nullable String path) {}

    @PostMapping("/api/v1/clients")
    ResponseEntity<View> open(@RequestBody NewClient body) {
        byte[] document;
        try {
            document = Base64.getDecoder().decode(body.document());
        } catch (IllegalArgumentException notBase64) {
            throw new RefusedException("REQUEST_MALFORMED").status(400).field("document");
        }
        long id = clients.open(
                actor.get(),
                new ClientForm(
                        body.organisation(),
                        text(body.nationalId()),
                        text(body.foreignCountry()),
                        text(body.foreignId()),
                        text(body.name()),
                        text(body.residency()),
                        text(body.address()),
                        body.issuer(),
                        text(body.identification()),
                        body.identifiedUntil(),
                        new ByteArrayInputStream(document),
                        body.documentName(),
                        text(body.documentSha256()),
                        text(body.representativeIin()),
                        text(body.representativeName())));
        return ResponseEntity.created(URI.create("/api/v1/clients/" + ids.of(id)))
                .body(view(clients.find(id)));
    }

    @GetMapping("/api/v1/clients")
    ApiPage<View> list(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        int most = ApiPage.limit(limit);
        List<View> items = store.page(search, status, cursor.isEmpty() ? 0 : ids.parse(cursor), most).stream()
                .map(this::view)
                .toList();
        return ApiPage.of(items, most, View::id);
    }

    @GetMapping("/api/v1/clients/{id}")
    View get(@PathVariable String id) {
        return view(clients.find(ids.parse(id)));
    }

    @PostMapping("/api/v1/clients/{id}/invitation")
    Invitation invite(@PathVariable String id, @RequestBody Invitation body) {
        return new Invitation(body.loginName(), "/invitation/" + clients.invite(ids.parse(id), body.loginName()));
    }

    @PostMapping("/api/v1/wallets")
    ResponseEntity<WalletView> openWallet(@RequestBody NewWallet body) {
        HoldingKind kind = java.util.Arrays.stream(HoldingKind.values())
                .filter(each -> each != HoldingKind.NULL_VAL && each.name().equals(body.holdingKind()))
                .findFirst()
                .orElseThrow(() -> new RefusedException("HOLDERS_NOT_FIT").field("holdingKind"));
        List<Holder> holders = body.holders().stream()
                .map(each -> new Holder(ids.parse(each.clientId()), each.shareNumerator(), each.shareDenominator()))
                .toList();
        long id = wallets.open(kind, holders, actor.get().personId());
        return ResponseEntity.status(201).body(view(walletStore.wallet(id)));
    }

    @GetMapping("/api/v1/wallets")
    List<WalletView> wallets(@RequestParam String clientId) {
        return walletStore.wallets(ids.parse(clientId)).stream().map(this::view).toList();
    }

    @GetMapping("/api/v1/accounts")
    List<AccountView> accounts(@RequestParam String clientId) {
        return walletStore.accountsOf(ids.parse(clientId)).stream()
                .map(this::view)
                .toList();
    }

    /** What the present actor's own client has. */
    @GetMapping("/api/v1/me/accounts")
    List<AccountView> mine() {
        return actor.get().clientRelationId().map(walletStore::accountsOf).orElse(List.of()).stream()
                .map(this::view)
                .toList();
    }

    @GetMapping("/api/v1/me")
    Map<String, Object> me() {
        var who = actor.get();
        return Map.of(
                "loginName", who.loginName(),
                "name", who.personName(),
                "roles", who.roles().stream().sorted().toList(),
                "clientId", who.clientRelationId().map(ids::of).orElse(""));
    }

    private View view(ClientRelation each) {
        return new View(
                ids.of(each.id()),
                each.name(),
                each.idNumber(),
                each.organisation(),
                each.status().name(),
                each.issuer(),
                each.residency(),
                each.address(),
                each.identifiedUntil(),
                walletStore.accountsOf(each.id()).stream().map(this::view).toList(),
                each.createdAt());
    }

    private AccountView view(WalletStore.Account each) {
        Long core = each.coreAccountId();
        return new AccountView(
                core == null ? null : ids.of(core),
                ids.of(each.walletId()),
                ids.of(each.clientRelationId()),
                each.capacity());
    }

    private WalletView view(WalletStore.Wallet each) {
        Long core = each.coreWalletId();
        return new WalletView(
                ids.of(each.id()),
                core == null ? null : ids.of(core),
                each.walletKind(),
                each.holdingKind(),
                walletStore.holders(each.id()).stream()
                        .map(holder -> new HolderView(
                                ids.of(holder.holderRef()), holder.shareNumerator(), holder.shareDenominator()))
                        .toList());
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
