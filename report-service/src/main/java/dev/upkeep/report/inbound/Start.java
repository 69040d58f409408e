package dev.upkeep.report.inbound;

import dev.upkeep.platform.warmup.ReactiveRehearsal;
import dev.upkeep.platform.warmup.WarmUp;
import dev.upkeep.report.ReportConfig;
import dev.upkeep.report.application.RehearseReport;
import dev.upkeep.report.application.ReportCodec;
import dev.upkeep.report.application.Workbench;
import dev.upkeep.report.inbound.rendering.TextReport;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** What happens before the first event: the path of an analysis is rehearsed, up to what its reader sees. */
@ApplicationScoped
class Start {

    private final RehearseReport rehearse;
    private final Workbench workbench;
    private final ReportConfig config;
    private final ReportCodec codec = new ReportCodec();

    Start(RehearseReport rehearse, Workbench workbench, ReportConfig config) {
        this.rehearse = rehearse;
        this.workbench = workbench;
        this.config = config;
    }

    void onStart(@Observes StartupEvent event) throws InterruptedException {
        new WarmUp(() -> new ReactiveRehearsal(this::rehearse), config.warmUpTime()).start(config.warmUp());
    }

    private Uni<Void> rehearse() {
        return rehearse.once()
                .chain(json -> workbench.compute(() -> TextReport.render(codec.decode(json))))
                .replaceWithVoid();
    }
}
